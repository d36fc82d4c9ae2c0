"""Reads every view of trade_bi through a Python driver and prints what came.

Usage: read.py psycopg2|pyodbc HOST PORT DATABASE USER PASSWORD VIEW...

Records end with 0x1e, fields with 0x1f. A view's first record is its name, its
second the type that the driver gives each column. Values are written by the
type they arrive in: a number that comes as text would be seen.
"""
import datetime
import importlib
import struct
import sys

driver_name, host, port, database, user, password, *views = sys.argv[1:]
driver = importlib.import_module(driver_name)

if driver_name == "pyodbc":
    connection = driver.connect(
        "Driver={PostgreSQL Unicode};BoolsAsChar=0;"
        f"Server={host};Port={port};Database={database};Uid={user};Pwd={password}"
    )
else:
    connection = driver.connect(
        host=host, port=port, dbname=database, user=user, password=password
    )


def type_name(column):
    if driver_name == "pyodbc":
        return column[1].__name__
    return driver.extensions.string_types[column[1]].name


def written(value):
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return struct.pack(">d", value).hex()
    if type(value) is datetime.date:
        return value.isoformat()
    if isinstance(value, str):
        return value
    return f"a {type(value).__name__}"


def record(fields):
    sys.stdout.write("\x1f".join(fields) + "\x1e")


cursor = connection.cursor()
for view in views:
    cursor.execute(f"SELECT * FROM trade_bi.{view}")
    record(["view", view])
    record([f"{column[0]} {type_name(column)}" for column in cursor.description])
    for row in cursor.fetchall():
        record([written(value) for value in row])
