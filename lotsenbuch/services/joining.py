"""Joining a Träger: reading its invite, answering it, and what the pilot sees before she does.

The invite is signed by a key the pilot does not know yet; she compares eight words with the Träger, by phone
or face to face. A renewed invite of the same Träger updates the engagement; it must come from the key she knows.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lotsenbuch import programme
from lotsenbuch.domain.engagement import Engagement, ReleasePolicy, TraegerRef
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.errors import RefusedError
from lotsenbuch.services import engagements, identity
from lotsenbuch.services.ports import Log
from lotsenbuch.sheet.correspondence import ReadInvite, key_text, read_invite, refuse_expired, seal_answer
from lotsenbuch.sheet.documents import EnrolmentAnswer, Invite


@dataclass(frozen=True, slots=True)
class InviteView:
    """An invite as it is shown before it is taken.

    ``words`` are the eight words of the Träger's key; ``known`` is the engagement that it would update.
    """

    read: ReadInvite
    words: tuple[str, ...]
    known: Engagement | None

    @property
    def invite(self) -> Invite:
        """The invite itself."""
        return self.read.invite


@dataclass(frozen=True, slots=True)
class Joined:
    """The engagement that was made or updated, the sealed answer for the Träger, and the words of both keys.

    ``sign_key`` is the pilot's public signing key in Base64.
    """

    engagement: Engagement
    answer: bytes = field(repr=False)
    sign_key: str
    own_words: tuple[str, ...]
    traeger_words: tuple[str, ...]


def view(log: Log, data: bytes, today: date) -> InviteView:
    """Read an invite.

    Raises ``RefusedError``: the codes of ``read_invite``, ``invite_expired``, ``invite_other_key`` when a known
    Träger code comes with another key, ``invite_other_pilot`` when it names another pilot code than before,
    and ``programme_*`` for a programme file that is none.
    """
    read = read_invite(data)
    refuse_expired(read.invite, today)
    group = engagements.group(log, read.invite.traeger.code)
    if any(each.traeger is not None and each.traeger.key_id != read.key.id for each in group):
        raise RefusedError("invite_other_key", code=read.invite.traeger.code)
    if any(each.pilot_code != read.invite.pilot.code for each in group):
        raise RefusedError("invite_other_pilot")
    text = _programme_text(read.invite)
    if text is not None:
        programme.book((text,))
    return InviteView(read, read.key.words(), _known(group, read.invite))


def join(log: Log, data: bytes, today: date, random: Random) -> Joined:
    """Take an invite: make or update the engagement and return the sealed answer. Raises as ``view``."""
    shown = view(log, data, today)
    engagement = _engagement(shown, random)
    earlier = _ended(shown)
    signing, opening = identity.signing_key(log), identity.opening_key(log)
    recipients = [*shown.read.seal_keys, opening.public]
    answer = EnrolmentAnswer(
        invite_id=shown.invite.invite_id,
        invite=shown.read.digest,
        pilot=shown.invite.pilot,
        sign_key=key_text(signing.public),
        seal_key=key_text(opening.public),
        recipients=tuple(key.id for key in recipients),
    )
    sealed = seal_answer(answer, signing, recipients)
    with log.transaction():
        _refresh_traeger(log, engagement)
        if shown.known is None:
            log.engagements.add(engagement)
        elif earlier is None:
            log.engagements.replace(engagement)
        else:
            log.engagements.add(engagement)
            _hand_over(log, earlier, engagement)
    return Joined(engagement, sealed, answer.sign_key, signing.public.words(), shown.words)


def _programme_text(invite: Invite) -> str | None:
    return None if invite.programme is None else "\n".join(invite.programme) + "\n"


def _known(group: list[Engagement], invite: Invite) -> Engagement | None:
    """Return the latest engagement of the invite's line."""
    same = [each for each in group if each.line == invite.line]
    return max(same, key=lambda each: each.starts or date.min, default=None)


def _ended(shown: InviteView) -> Engagement | None:
    """Return the known engagement as it ends where other terms begin later; ``None`` where it just goes on.

    Past months were worked on the old terms, so a new role or policy never reaches back into them.
    """
    known, invite = shown.known, shown.invite
    if known is None or (known.role, known.policy) == (invite.role, _policy(invite)):
        return None
    first = invite.term.start
    if known.starts is not None and first <= known.starts:
        return None
    last = first - timedelta(days=1)
    return replace(known, ends=last if known.ends is None else min(known.ends, last))


def _refresh_traeger(log: Log, engagement: Engagement) -> None:
    """Give all engagements of the Träger its newest name and keys."""
    for each in engagements.group(log, engagements.code(engagement)):
        log.engagements.replace(replace(each, traeger=engagement.traeger))


def _hand_over(log: Log, earlier: Engagement, engagement: Engagement) -> None:
    """End the earlier engagement; its work since then belongs to the new one."""
    log.engagements.replace(replace(earlier, traeger=engagement.traeger))
    for activity in log.activities.between(engagement.starts or date.min, date.max, earlier.id):
        log.activities.replace(replace(activity, engagement_id=engagement.id))
    for row in log.appointments.between(engagement.starts, None):
        if row.appointment.engagement_id == earlier.id:
            log.appointments.replace(replace(row.appointment, engagement_id=engagement.id))


def _policy(invite: Invite) -> ReleasePolicy:
    return ReleasePolicy(invite.policy.k, invite.policy.topics, invite.policy.origin)


def _engagement(shown: InviteView, random: Random) -> Engagement:
    invite, known = shown.invite, shown.known
    goes_on = known is not None and _ended(shown) is None
    starts = invite.term.start
    if known is not None and goes_on and (known.role, known.policy) == (invite.role, _policy(invite)):
        # A renewal of the same terms: the months before it stay covered.
        starts = min(starts, known.starts) if known.starts else starts
    return Engagement(
        id=known.id if known is not None and goes_on else new_id(random),
        line=invite.line,
        role=invite.role,
        traeger=TraegerRef(
            code=invite.traeger.code,
            name=invite.traeger.name,
            key_id=shown.read.key.id,
            sign_key=shown.read.key.raw,
            seal_keys=tuple(key.raw for key in shown.read.seal_keys),
        ),
        pilot_code=invite.pilot.code,
        pilot_name=invite.pilot.name,
        starts=starts,
        ends=invite.term.end,
        policy=_policy(invite),
        programme_override=_programme_text(invite),
        invite_hash=shown.read.digest,
    )
