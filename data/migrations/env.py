"""Runs the schema steps on the connection that the store hands over.

``config.attributes["metadata"]`` is given only when a new step is drafted from the tables.
"""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=attributes.get("metadata"),
    transactional_ddl=False,
)
with context.begin_transaction():
    context.run_migrations()
