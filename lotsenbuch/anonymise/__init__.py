"""What may leave the vault: the release rule LB-2 ("Stapel"). Pure, standard library only.

The rule, step by step: `due` (when), `depth` (how many stacks), `dealing` (a household at most once in each),
`shuffling` (public orders), `splitting` (which codes are named), `release` (both books), `recount` (the same
again, otherwise), `ledger` (once ever), `closing` (all of it). `model` has the words, `statement` the printed
form.

A worked example, k = 3, so T = 2. Seven households came once each; the year ends.

>>> from datetime import date
>>> from lotsenbuch.anonymise.closing import Request, close
>>> from lotsenbuch.anonymise.model import Card, Node, Policy, group
>>> tree = group("all", (Node("JOBC", ("JOBC",)), Node("ARZT", ("ARZT",)), Node("KITA", ("KITA",))))
>>> went = ["JOBC", "JOBC", "JOBC", "JOBC", "ARZT", "ARZT", "KITA"]
>>> cards = [Card(bytes([n]), b"household %d" % n, date(2025, 10, 1), code) for n, code in enumerate(went)]
>>> request = Request("key", "L001", date(2025, 12, 31), True, date(2025, 1, 1), Policy(k=3, topics=False), 1)
>>> outcome = close([], None, request, cards, [], {"authority": tree})

Seven households are at least 2k, so there is one stack. The doctor (2) and the day-care (1) are small,
together 3. They cannot stand alone as "Übrige": three cards on two codes of at most T = 2 each would prove
that both occur. The job centre, the one large code, has to cover them; then nothing is left to be named, and
the table stays whole.

>>> book = outcome.release.books[0]
>>> [(block.code, block.count) for block in book.tables[0].blocks]
[('all', 7)]

In a catalogue of five codes the same cards can be divided: three cards on four small codes prove of
none that it occurs.

>>> more = group("all", tree.children + (Node("BANK", ("BANK",)), Node("POST", ("POST",))))
>>> outcome = close([], None, request, cards, [], {"authority": more})
>>> sorted((block.code, block.count) for block in outcome.release.books[0].tables[0].blocks)
[('JOBC', 4), ('rest', 3)]

The book of households was given nobody: it is carried over. Asked again, the same bytes come back.

>>> [book.state.value for book in outcome.release.books]
['closed', 'carried_over']
>>> again = close([outcome.entry], None, request, [], [], {"authority": more})
>>> again.entry == outcome.entry, again.release
(True, None)
"""
