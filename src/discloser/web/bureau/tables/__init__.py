"""The bureau's tables by what they are about; `bureau/models.py` names them all."""
