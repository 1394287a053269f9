"""The pilot's trade: engagements, clients, authorities, appointments, activities, trainings, payments.

Frozen dataclasses and rules, standard library only. Times are wall-clock times in Europe/Berlin,
durations are integer minutes, distances integer metres, money integer euro cents.
Coded values (kind, authority, topic, language, origin, age band, gender) are codes of ``catalogue``;
a code that this version does not know is kept as it is.
Fields that can hold a name, a note or a place never appear in ``repr``.
"""
