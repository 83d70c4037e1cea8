namespace Concentric.Data;

/// <summary>What should be set otherwise in a database of SQL Server. Each has a text of its own that says what to run.</summary>
public enum StoreAdvice
{
    /// <summary>Readers wait for writers: READ_COMMITTED_SNAPSHOT is off.</summary>
    ReadCommittedSnapshot,

    /// <summary>Writers wait while a workbook is read: ALLOW_SNAPSHOT_ISOLATION is off.</summary>
    SnapshotIsolation,

    /// <summary>
    /// The collation knows no supplementary characters (rare characters of names count as two, and all are equal to one another) or is
    /// older than SQL Server 2008.
    /// </summary>
    Collation,
}

/// <summary>Judges how a database of SQL Server is set.</summary>
public static class StoreAdvices
{
    /// <summary>Asks the server for what <see cref="Read"/> reads: two flags and a name.</summary>
    internal const string Ask = "SELECT CONCAT(CONVERT(int, [is_read_committed_snapshot_on]), N'|', CONVERT(int, "
        + "[snapshot_isolation_state]), N'|', [collation_name]) AS [Value] FROM [sys].[databases] WHERE [database_id] = DB_ID()";

    /// <param name="told">As in <c>1|1|Chinese_Simplified_Pinyin_100_CI_AS_SC</c>.</param>
    /// <remarks>https://learn.microsoft.com/sql/relational-databases/collations/collation-and-unicode-support</remarks>
    public static IReadOnlyList<StoreAdvice> Read(string told)
    {
        if (told.Split('|') is not [var snapshot, var allowed, var collation]) return [];
        var advice = new List<StoreAdvice>();
        if (snapshot != "1") advice.Add(StoreAdvice.ReadCommittedSnapshot);
        if (allowed is not ("1" or "3")) advice.Add(StoreAdvice.SnapshotIsolation);
        if (!IsGood(collation)) advice.Add(StoreAdvice.Collation);
        return advice;
    }

    /// <summary>A collation of version 100 or later that knows supplementary characters; those of version 140 all do.</summary>
    private static bool IsGood(string collation)
    {
        var parts = collation.Split('_');
        return parts.Contains("140") || (parts.Contains("100") && parts.Contains("SC")) || (parts.Contains("90") && parts.Contains("SC"));
    }
}
