#ifndef ENCOURS_CPOSTGRESQL_H
#define ENCOURS_CPOSTGRESQL_H

// What is used of libpq, PostgreSQL's client library, declared as its documentation has it (version 9.2 and later). It is
// loaded when a database is read: loading it takes longer than reading a small ledger, and those who read none need not
// have it.

#pragma clang assume_nonnull begin

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

// A setting of a connection. The last of an array has no keyword.
typedef struct {
  char *_Nullable keyword, *_Nullable envvar, *_Nullable compiled, *_Nullable val, *_Nullable label, *_Nullable dispchar;
  int dispsize;
} PQconninfoOption;

// Of ConnStatusType, and of ExecStatusType.
#define CONNECTION_OK 0
#define PGRES_COMMAND_OK 1
#define PGRES_TUPLES_OK 2
#define PGRES_SINGLE_TUPLE 9

typedef void PQnoticeReceiver(void *_Nullable context, const PGresult *notice);

PQconninfoOption *_Nullable PQconninfoParse(const char *conninfo, char *_Nullable *_Nullable message);
PQconninfoOption *_Nullable PQconndefaults(void);
void PQconninfoFree(PQconninfoOption *options);
PGconn *_Nullable PQconnectdb(const char *conninfo);
int PQstatus(const PGconn *connection);
void PQfinish(PGconn *connection);
char *PQerrorMessage(const PGconn *connection);
PQnoticeReceiver *_Nullable PQsetNoticeReceiver(PGconn *connection, PQnoticeReceiver *receiver, void *_Nullable context);
PGresult *_Nullable PQexec(PGconn *connection, const char *command);
PGresult *_Nullable PQexecParams(PGconn *connection, const char *command, int count, const unsigned int *_Nullable types,
                                 const char *_Nullable const *_Nullable values, const int *_Nullable lengths,
                                 const int *_Nullable formats, int resultFormat);
int PQsendQuery(PGconn *connection, const char *command);
int PQsetSingleRowMode(PGconn *connection);
PGresult *_Nullable PQgetResult(PGconn *connection);
int PQresultStatus(const PGresult *result);
char *_Nullable PQresultErrorField(const PGresult *result, int field);
int PQntuples(const PGresult *result);
int PQnfields(const PGresult *result);
char *PQfname(const PGresult *result, int column);
unsigned int PQftype(const PGresult *result, int column);
char *PQgetvalue(const PGresult *result, int row, int column);
int PQgetlength(const PGresult *result, int row, int column);
void PQclear(PGresult *result);

// Calls FUNCTION with the name of each of them.
#define ENCOURS_LIBPQ(FUNCTION)                                                                                        \
  FUNCTION(PQconninfoParse) FUNCTION(PQconndefaults) FUNCTION(PQconninfoFree) FUNCTION(PQconnectdb)                    \
  FUNCTION(PQstatus) FUNCTION(PQfinish) FUNCTION(PQerrorMessage) FUNCTION(PQsetNoticeReceiver) FUNCTION(PQexec)        \
  FUNCTION(PQexecParams) FUNCTION(PQsendQuery) FUNCTION(PQsetSingleRowMode) FUNCTION(PQgetResult)                      \
  FUNCTION(PQresultStatus) FUNCTION(PQresultErrorField) FUNCTION(PQntuples) FUNCTION(PQnfields) FUNCTION(PQfname)      \
  FUNCTION(PQftype) FUNCTION(PQgetvalue) FUNCTION(PQgetlength) FUNCTION(PQclear)

#define ENCOURS_POINTER(function) __typeof__(function) *function;

// Where they are once the library is loaded. They are called from here, and not by their names, which nothing links.
struct encours_libpq {
  ENCOURS_LIBPQ(ENCOURS_POINTER)
};

// Loads the library of that file name. NULL when there is none, or it lacks one of them. It stays loaded.
const struct encours_libpq *_Nullable encours_load_libpq(const char *file_name);

// Takes the server's notices, which libpq would else print on standard error.
void encours_ignore_notice(void *_Nullable context, const PGresult *notice);

#pragma clang assume_nonnull end
#endif
