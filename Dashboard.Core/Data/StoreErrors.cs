using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>What a provider's error means.</summary>
public static class StoreErrors
{
    /// <summary>A statement does not fit the tables, or is none.</summary>
    private const int SqliteStatement = 1;

    private const int SqliteConstraint = 19;
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;

    /// <summary>The file that connections share could not grow: there is no room.</summary>
    private const int SqliteNoRoomForIndex = 4874;

    /// <summary>A transaction that began by reading wants to write, and another has written since (SQLITE_BUSY_SNAPSHOT).</summary>
    private const int SqliteOvertaken = 517;

    private const int SqlServerUniqueIndex = 2601;
    private const int SqlServerUniqueConstraint = 2627;
    private const int SqlServerReference = 547;

    /// <summary>True when a rule of the store refused a row: its key is taken, or what it refers to is gone.</summary>
    public static bool IsConstraint(this DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteConstraint,
        SqlException server => server.Number is SqlServerUniqueIndex or SqlServerUniqueConstraint or SqlServerReference,
        _ => false,
    };

    /// <summary>True when a row was refused because another has the same key or number.</summary>
    public static bool IsDuplicate(this DbUpdateException failure) => failure.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
        SqlException server => server.Number is SqlServerUniqueIndex or SqlServerUniqueConstraint,
        _ => false,
    };

    /// <summary>
    /// True when a statement that changes the store's shape met what is there already, or missed what it changes. SQL Server says of most
    /// things alike that they are not there or that there is no right to them: those are a matter of rights (<see cref="ProblemOf"/>).
    /// </summary>
    public static bool IsOfShape(this DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteStatement,
        SqlException server => server.Number is 1779 or 1781 or 1913 or 2705 or 2714
            or 207 or 208 or 1911 or 3728 or 4924 or 15225 or 15248,
        _ => false,
    };

    /// <summary>
    /// True when the store has rolled the transaction back for another's sake: a deadlock (1205), a row that was changed since the snapshot
    /// (3960, 3961), a server that moves or is busy (40xxx, 49xxx, as Azure SQL says), a read that can't become a write (SQLite).
    /// </summary>
    public static bool IsRolledBack(this Exception failure) => Causes(failure).Any(cause => cause switch
    {
        SqlException server => server.Number is 1205 or 3960 or 3961 or 40501 or 40613 or 49918 or 49919 or 49920,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode == SqliteOvertaken,
        _ => false,
    });

    /// <summary>
    /// True when the connection broke (class 20 and above, whatever the number: elsewhere than on Windows a closed connection has none), or
    /// the server gave up without saying of what (40143, 40197, 40540): what was sent last may have been done or not.
    /// </summary>
    public static bool IsBroken(this Exception failure) => Causes(failure).Any(cause => cause is SqlException { Class: >= 20 }
        or SqlException
    {
        Number: 20 or 64 or 121 or 233 or 596 or 10053 or 10054 or 10060 or 10928 or 10929 or 6005 or 40143 or 40197 or 40540
    });

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException) yield return failure;
    }

    /// <summary>
    /// What is wrong with the store, or the disk that it or its files lie on, when something failed for their sake; null when it
    /// failed for another reason. Whoever did it is not to blame, and may try again when it has been mended.
    /// </summary>
    public static StoreProblem? ProblemOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            var problem = cause switch
            {
                StoreException store => store.Problem,
                SqliteException sqlite => Of(sqlite),
                SqlException server => Of(server),
                IOException disk when IsFull(disk) => StoreProblem.Full,
                _ => null,
            };
            if (problem is not null) return problem;
        }

        return null;
    }

    /// <summary>
    /// True when a file could not be written for want of room; Linux and macOS (no room, over the quota, past the file's limit), Windows.
    /// </summary>
    public static bool IsFull(IOException failure) =>
        failure.HResult is 28 or 122 or 69 or 27 or unchecked((int)0x80070070) or unchecked((int)0x80070027);

    // https://sqlite.org/rescode.html
    private static StoreProblem? Of(SqliteException failure) => failure.SqliteErrorCode switch
    {
        13 => StoreProblem.Full,
        10 => failure.SqliteExtendedErrorCode == SqliteNoRoomForIndex ? StoreProblem.Full : StoreProblem.Fault,
        3 or 8 or 14 or 23 => StoreProblem.Denied,
        11 or 26 => StoreProblem.Damaged,
        5 or 6 => StoreProblem.Busy,
        _ => null,
    };

    // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors
    private static StoreProblem? Of(SqlException failure) => failure.Number switch
    {
        1101 or 1105 or 9002 => StoreProblem.Full,
        823 or 824 or 825 => StoreProblem.Damaged,
        229 or 230 or 262 or 297 or 300 or 916 or 3906 or 4060 or 4064 => StoreProblem.Denied,
        // No such thing, or no right to it: what a login hears that may read and write, and not change the shape of the store.
        1088 or 2760 or 3701 or 4902 or 15247 => StoreProblem.Denied,
        18452 or 18456 or 18470 or 18486 or 18487 or 18488 => StoreProblem.Denied,
        1204 or 1205 or 1222 or 3960 or 3961 or 40197 or 40501 or 40613 => StoreProblem.Busy,
        -2 or -1 or 0 or 2 or 20 or 26 or 35 or 40 or 53 or 64 or 121 or 233 or 258 => StoreProblem.Unreachable,
        10053 or 10054 or 10060 or 10061 or 11001 => StoreProblem.Unreachable,
        _ => null,
    };
}
