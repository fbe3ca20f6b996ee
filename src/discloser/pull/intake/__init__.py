"""Intake: what a published report or a finance system's list tells → the beginnings of a form.

No table prints function × economic class, so lines are solved from what the tables print at their margins; each line
says whether the margins alone allow no other (确定) or somebody has to look at it (建议).
"""
