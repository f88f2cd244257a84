from backups.models.backup import Backup

__all__ = ["Backup"]
