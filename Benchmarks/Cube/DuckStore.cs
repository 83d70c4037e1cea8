using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;

namespace Concentric.Benchmarks.Cube;

/// <summary>The tables of the overview in DuckDB, in memory, read over from SQLite.</summary>
internal static class DuckStore
{
    private static readonly (string Table, string[] Columns)[] Tables =
    [
        ("Petitions",
            ["Id BIGINT", "CommunityId INTEGER", "IsJoint TINYINT", "ReceivedOn DATE", "DueOn DATE", "ClosedOn DATE", "Stage VARCHAR",
                "ArchivedAt VARCHAR"]),
        ("PetitionRounds",
            ["PetitionId BIGINT", "Number INTEGER", "CommunityId INTEGER", "DueOn DATE", "ClosedOn DATE", "Outcome VARCHAR",
                "WorkingDaysToClose INTEGER", "CallBackOn DATE", "CallBackValid TINYINT", "CallBackResponded TINYINT",
                "CallBackResolved TINYINT", "Satisfaction VARCHAR", "ArchivedAt VARCHAR"]),
        ("PetitionCommunity", ["RecordId BIGINT", "CommunityId INTEGER"]),
        ("HazardRounds",
            ["HazardId BIGINT", "CommunityId INTEGER", "DueOn DATE", "OverdueFrom DATE", "RectifiedOn DATE", "Severity VARCHAR",
                "IsFireLane TINYINT", "ArchivedAt VARCHAR"]),
        ("Activities", ["Id BIGINT", "CommunityId INTEGER", "HeldOn DATE", "Kind VARCHAR", "Attendance INTEGER", "ArchivedAt VARCHAR"]),
        ("Meetings", ["Id BIGINT", "CommunityId INTEGER", "HeldOn DATE", "Kind VARCHAR", "ArchivedAt VARCHAR"]),
        ("Visits", ["Id BIGINT", "CommunityId INTEGER", "VisitedOn DATE", "ArchivedAt VARCHAR"]),
        ("VisitHouseholds", ["VisitId BIGINT", "HouseholdId BIGINT", "NobodyHome INTEGER"]),
        ("Errands", ["Id BIGINT", "CommunityId INTEGER", "ServedOn DATE", "Persons INTEGER", "ArchivedAt VARCHAR"]),
        ("Wishes", ["Id BIGINT", "CommunityId INTEGER", "FulfilledOn DATE", "ArchivedAt VARCHAR"]),
        ("VolunteerClaims", ["Id BIGINT", "CommunityId INTEGER", "ClaimedOn DATE", "VolunteerId BIGINT", "ArchivedAt VARCHAR"]),
        ("Contributions", ["Id BIGINT", "CommunityId INTEGER", "GivenOn DATE", "AmountFen BIGINT", "ArchivedAt VARCHAR"]),
    ];

    public static (DuckDBConnection Connection, long Rows) Load(SqliteConnection sqlite)
    {
        var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        var rows = 0L;
        foreach (var (table, columns) in Tables)
        {
            using (var create = duck.CreateCommand())
            {
                create.CommandText = $"CREATE TABLE {table} ({string.Join(", ", columns)})";
                create.ExecuteNonQuery();
            }

            using var read = sqlite.CreateCommand();
            read.CommandText = $"SELECT {string.Join(", ", columns.Select(column => column.Split(' ')[0]))} FROM {table}";
            using var reader = read.ExecuteReader();
            using var appender = duck.CreateAppender(table);
            for (; reader.Read(); rows++) Append(appender.CreateRow(), reader, columns);
        }
        return (duck, rows);
    }

    private static void Append(IDuckDBAppenderRow row, SqliteDataReader reader, string[] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (reader.IsDBNull(i))
            {
                row.AppendNullValue();
                continue;
            }

            switch (columns[i].Split(' ')[1])
            {
                case "BIGINT": row.AppendValue(reader.GetInt64(i)); break;
                case "INTEGER": row.AppendValue(reader.GetInt32(i)); break;
                case "TINYINT": row.AppendValue((sbyte)reader.GetInt32(i)); break;
                case "DATE": row.AppendValue(DateOnly.Parse(reader.GetString(i), System.Globalization.CultureInfo.InvariantCulture)); break;
                default: row.AppendValue(reader.GetString(i)); break;
            }
        }
        row.EndRow();
    }
}
