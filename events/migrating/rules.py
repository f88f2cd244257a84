"""Rules on tables with rows: made while others read and write, on SQLite as Django makes them.

    AddCheckQuietly("activity", models.CheckConstraint(…))  # for what is written from now on
    ValidateQuietly("activity", "activity_of_one_source")  # in a migration of its own
    AddUniqueQuietly("resemblance", models.UniqueConstraint(…, condition=…))  # beside quiet indexes
    AllowNull("resemblance", "other", models.ForeignKey(…, null=True))

A unique rule has a condition: it is an index then, which PostgreSQL makes `CONCURRENTLY`.
"""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db.migrations import AddConstraint, AlterField

MADE, MADE_QUIETLY = "CREATE UNIQUE INDEX", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS"


class AddCheckQuietly(AddConstraintNotValid):
    """Add a check that the rows of before have not passed yet."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        quiet = schema_editor.connection.vendor == "postgresql"
        add = super() if quiet else super(AddConstraintNotValid, self)
        add.database_forwards(app_label, schema_editor, from_state, to_state)


class ValidateQuietly(ValidateConstraint):
    """Let the rows of before pass it."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class AddUniqueQuietly(AddConstraint):
    """Make the index of a unique rule with a condition."""

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        sql = str(self.constraint.create_sql(model, schema_editor))
        schema_editor.execute(sql.replace(MADE, MADE_QUIETLY, 1), params=None)


class AllowNull(AlterField):
    """Take NOT NULL from a column and do no more: Django would drop and make anew the rule of a
    foreign key, and so look through the table."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        table, column = model._meta.db_table, model._meta.get_field(self.name).column
        quote = schema_editor.quote_name
        schema_editor.execute(
            f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} DROP NOT NULL"
        )
