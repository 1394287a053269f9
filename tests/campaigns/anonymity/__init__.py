"""The attackers of the release rule: everything a reader of all sheets could try, as code.

`weaker_rules` are the rules that look sensible and are not; each attacker breaks at least one of them, which
shows that it can see. `bruteforce` collects all tables with the same print, `sat` asks a solver about whole
closings, `linear` bounds every hidden cell of a year, `differencing` subtracts sheets from one another,
`metadata` reads what is not a number. `mutants` are named changes of the rule's source, each caught by the
`battery`. `run` is the large run of it all.
"""
