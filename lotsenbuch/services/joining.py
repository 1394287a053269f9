"""Joining a Träger: reading its invite, answering it, and what the pilot sees before she does.

The invite is signed by a key the pilot does not know yet; she compares eight words with the Träger, by phone
or face to face. A renewed invite of the same Träger updates the engagement; it must come from the key she knows.
"""

from dataclasses import dataclass, replace
from datetime import date

from lotsenbuch.domain.engagement import Engagement, ReleasePolicy, TraegerRef
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.errors import RefusedError
from lotsenbuch.programme import validate as validate_programme
from lotsenbuch.services import engagements, identity
from lotsenbuch.services.ports import Log
from lotsenbuch.sheet import documents, seal
from lotsenbuch.sheet.keys import SealKey, VerifyKey


@dataclass(frozen=True, slots=True)
class InviteView:
    """An invite as it is shown before it is taken.

    ``words`` are the eight words of the Träger's key; ``known`` is the engagement that it would update.
    """

    invite: documents.Invite
    digest: str
    words: tuple[str, ...]
    known: Engagement | None


@dataclass(frozen=True, slots=True)
class Joined:
    """The engagement that was made or updated, the sealed answer for the Träger, and the pilot's own words."""

    engagement: Engagement
    answer: bytes
    words: tuple[str, ...]


def view(log: Log, data: bytes, today: date) -> InviteView:
    """Read an invite. Raises ``invite_*`` when it is not one, has expired or comes from another key."""
    opened = documents.read_invite(data)
    invite = opened.document
    if invite.expires < today:
        raise RefusedError("invite_expired", day=invite.expires.isoformat())
    known = _known(log, invite)
    if known is not None and known.traeger is not None and known.traeger.key_id != opened.key_id:
        raise RefusedError("invite_other_key", code=invite.traeger.code)
    if invite.programme is not None:
        validate_programme(invite.programme)
    words = VerifyKey.from_bytes(invite.sign_key).words()
    return InviteView(invite, opened.digest, words, known)


def _known(log: Log, invite: documents.Invite) -> Engagement | None:
    group = engagements.group(log, invite.traeger.code)
    if any(each.pilot_code != invite.pilot.code for each in group):
        raise RefusedError("invite_for_someone_else", code=invite.pilot.code)
    return next((each for each in group if each.line == invite.line), None)


def join(log: Log, data: bytes, today: date, random: Random) -> Joined:
    """Take an invite: make or update the engagement and return the sealed answer."""
    shown = view(log, data, today)
    engagement = _engagement(shown, random)
    signing, opening = identity.signing_key(log), identity.opening_key(log)
    answer = documents.EnrolmentAnswer(
        invite_id=shown.invite.invite_id,
        invite_hash=shown.digest,
        pilot_code=shown.invite.pilot.code,
        sign_key=signing.public.to_bytes(),
        seal_key=opening.public.to_bytes(),
    )
    signed = documents.sign(answer, signing)
    keys = [SealKey.from_bytes(key) for key in shown.invite.seal_keys]
    with log.transaction():
        if shown.known is None:
            log.engagements.add(engagement)
        else:
            log.engagements.replace(engagement)
    return Joined(engagement, seal.seal(signed, [*keys, opening.public]), signing.public.words())


def _engagement(shown: InviteView, random: Random) -> Engagement:
    invite = shown.invite
    taken = Engagement(
        id=new_id(random),
        line=invite.line,
        role=invite.role,
        traeger=TraegerRef(
            code=invite.traeger.code,
            name=invite.traeger.name,
            key_id=VerifyKey.from_bytes(invite.sign_key).id,
            sign_key=invite.sign_key,
            seal_keys=tuple(invite.seal_keys),
        ),
        pilot_code=invite.pilot.code,
        pilot_name=invite.pilot.name,
        starts=invite.starts,
        ends=invite.ends,
        policy=ReleasePolicy(invite.policy.k, invite.policy.topics, invite.policy.origin),
        programme_override=invite.programme,
        invite_hash=shown.digest,
    )
    return replace(taken, id=shown.known.id) if shown.known else taken
