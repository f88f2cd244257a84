from appeals.models.appeal import Appeal
from appeals.models.appeal_file import AppealFile
from appeals.models.statement import Statement

__all__ = ["Appeal", "AppealFile", "Statement"]
