using Concentric.Calendar;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Concentric.Tests.Core.Data;

/// <summary>A store that held reopened petitions and returned hazards before rounds were kept has the rounds that it would have kept.</summary>
public sealed class RoundsMigrationTests : IDisposable
{
    private const string PetitionColumns =
        "PetitionId, Number, CommunityId, IsJoint, ArchivedAt, ReceivedOn, DueOn, ClosedOn, Outcome, WorkingDaysToClose, CallBackOn, CallBackValid, CallBackResponded, CallBackResolved, Satisfaction, ReopenedOn, PreviousClosedOn, PreviousResolvedOn, PreviousConfirmedOn";

    private const string HazardColumns =
        "HazardId, Number, CommunityId, Severity, IsFireLane, ArchivedAt, FoundOn, DueOn, OverdueFrom, RectifiedOn, VerifiedOn, ReopenedOn, PreviousRectifiedOn, PreviousVerifiedOn";

    private static readonly WorkingCalendar Calendar = new(BuiltInCalendar.Days());
    private static readonly PetitionCategory Category = new() { Key = TestStore.Category, Name = "", NameEn = "", DueWorkingDays = 5 };

    private readonly TempFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task RoundsAreFilled_FromColumnsAndSteps_AsTheCommandsWouldHaveKeptThem()
    {
        await using var kept = await TestStore.CreateAsync();
        await using (var db = kept.Open()) await BuiltInCalendar.SeedAsync(db, Stop);
        var dice = new Random(20260318);
        var petitions = Enumerable.Range(0, 150).Select(i => Walk(i, dice)).ToArray();
        var hazards = Enumerable.Range(0, 100).Select(i => WalkHazard(i, dice)).ToArray();
        await kept.AddAsync(petitions);
        await kept.AddAsync(hazards);
        // The walk must reach what it is meant to test.
        Assert.InRange(petitions.Count(petition => petition.Rounds.Count > 1), 20, 149);
        Assert.Contains(petitions, petition => petition.Rounds.Count > 2);
        Assert.Contains(petitions.SelectMany(petition => petition.Rounds), round => round is { ReopenedOn: not null, CallBackValid: true });
        Assert.InRange(hazards.Count(hazard => hazard.Rounds.Count > 1), 10, 99);

        var file = folder.Inside("before.db");
        await MigrateAsync(file, before: true);
        Copy(Path.Combine(kept.Folder, "dashboard.db"), file);
        await MigrateAsync(file, before: false);

        Assert.Equal(Rows(Path.Combine(kept.Folder, "dashboard.db"), $"SELECT {PetitionColumns} FROM PetitionRounds ORDER BY 1, 2"), Rows(file, $"SELECT {PetitionColumns} FROM PetitionRounds ORDER BY 1, 2"));
        Assert.Equal(Rows(Path.Combine(kept.Folder, "dashboard.db"), $"SELECT {HazardColumns} FROM HazardRounds ORDER BY 1, 2"), Rows(file, $"SELECT {HazardColumns} FROM HazardRounds ORDER BY 1, 2"));
        const string days = "SELECT Id, WorkingDaysToClose FROM Petitions ORDER BY 1";
        Assert.Equal(Rows(Path.Combine(kept.Folder, "dashboard.db"), days), Rows(file, days));
    }

    [Fact]
    public async Task RecordsWithoutSteps_GetOneRoundFromTheirColumns()
    {
        var file = folder.Inside("bare.db");
        await MigrateAsync(file, before: true);
        await using var kept = await TestStore.CreateAsync();
        await kept.AddAsync(
            Make.Petition(receivedOn: new(2026, 2, 2), with: petition =>
            {
                (petition.ReopenedCount, petition.ClosedOn, petition.FirstClosedOn, petition.WorkingDaysToClose) = (1, new(2026, 3, 2), new(2026, 2, 6), 14);
                petition.Outcome = PetitionOutcome.Resolved;
            }));
        await kept.AddAsync(Make.Hazard(foundOn: new(2026, 2, 2), with: hazard => hazard.RectifiedOn = new(2026, 2, 3)));
        Copy(Path.Combine(kept.Folder, "dashboard.db"), file, isSpoiled: false);
        await MigrateAsync(file, before: false);
        Assert.Equal(["1|2026-02-02|2026-03-02|Resolved|14|"], Rows(file, "SELECT Number, ReceivedOn, ClosedOn, Outcome, WorkingDaysToClose, ReopenedOn FROM PetitionRounds"));
        Assert.Equal(["14"], Rows(file, "SELECT WorkingDaysToClose FROM Petitions"));
        Assert.Equal(["1|2026-02-02|2026-02-08|2026-02-03"], Rows(file, "SELECT Number, FoundOn, OverdueFrom, RectifiedOn FROM HazardRounds"));
    }

    private static ActorStamp Stamp(DateOnly today, string by = "王芳") => new(by, today.ToDateTime(new(2, 0), DateTimeKind.Utc), today, true);

    private static Petition Walk(int number, Random dice)
    {
        var today = new DateOnly(2026, 1, 5).AddDays(dice.Next(40));
        var petition = Petition.Collect(Make.PetitionValues(category: Category.Key, receivedOn: today, communityId: 1 + (number % 3)), Category, Calendar, Stamp(today), new());
        petition.Number = Make.Number("SQ", today);
        for (var i = dice.Next(14); i > 0; i--)
        {
            today = today.AddDays(dice.Next(4));
            var by = Stamp(today);
            CallBackAnswers? answers = dice.Next(4) == 0 ? null : new(true, dice.Next(2) == 0, (Satisfaction)dice.Next(3));
            Try(() =>
            {
                switch (dice.Next(10))
                {
                    case 0: petition.Handle(today, null, "略", by); break;
                    case 1 or 2: petition.CloseAsResolved(today, null, "略", Calendar, by); break;
                    case 3: petition.CloseAsUnresolved(today, "没有办法", "略", Calendar, by); break;
                    case 4 or 5: petition.Reopen(today, "没有解决", today.AddDays(dice.Next(9)), by); break;
                    case 6: petition.CallBack(today, answers, null, by); break;
                    case 7: petition.Extend(petition.DueOn.AddDays(3), "等配件", by); break;
                    case 8: petition.CorrectClosing(today.AddDays(-dice.Next(2)), (PetitionOutcome)dice.Next(3), "记错了", Calendar, by); break;
                    default: petition.CorrectCallBack(today, answers, "记错了", by); break;
                }
            });
        }

        if (dice.Next(8) == 0) Try(() => petition.Share([1, 2], null, Stamp(today), new()));
        if (dice.Next(8) == 0) Try(() => petition.Correct(Earlier(petition), Category, Calendar, Stamp(today), new()));
        if (dice.Next(8) == 0) petition.Archive("重复", Stamp(today));
        return petition;
    }

    private static Hazard WalkHazard(int number, Random dice)
    {
        var today = new DateOnly(2026, 1, 5).AddDays(dice.Next(40));
        var values = Make.HazardValues(foundOn: today, communityId: 1 + (number % 3)).With(x => x.IsFireLane, number % 2 == 0);
        var hazard = Hazard.Find(values.With(x => x.DueOn, today.AddDays(dice.Next(9))), new(), Calendar, Stamp(today), new());
        hazard.Number = Make.Number("YH", today);
        for (var i = dice.Next(10); i > 0; i--)
        {
            today = today.AddDays(dice.Next(4));
            Try(() =>
            {
                switch (dice.Next(7))
                {
                    case 0 or 1: hazard.Rectify(today, "物业", null, Stamp(today)); break;
                    case 2 or 3: hazard.Return(today, "不合格", Stamp(today)); break;
                    case 4: hazard.Extend(hazard.DueOn.AddDays(2), "等配件", Stamp(today)); break;
                    case 5: hazard.CorrectRectification(today.AddDays(-1), null, "记错了", Stamp(today)); break;
                    default: hazard.Verify(today, null, Stamp(today, "复查员")); break;
                }
            });
        }

        return hazard;
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (RefusedException)
        {
            // The next step of the walk.
        }
    }

    private static FieldValues<Petition> Earlier(Petition petition)
    {
        var values = new FieldValues<Petition> { [x => x.ReceivedOn] = petition.ReceivedOn.AddDays(-1) };
        values[PetitionRecords.Kind["reason"]] = "记错了";
        return values;
    }

    private static async Task MigrateAsync(string file, bool before)
    {
        var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        StoreServices.UseSqlite(builder, $"Data Source={file};Pooling=False");
        await using var db = new SqliteDashboardDbContext(builder.Options);
        var all = db.Database.GetMigrations().ToList();
        var rounds = all.FindIndex(name => name.EndsWith("_Rounds", StringComparison.Ordinal));
        await db.GetService<IMigrator>().MigrateAsync(before ? all[rounds - 1] : null, Stop);
    }

    /// <summary>Copies what the store of the time had; the working days of reopened petitions were counted otherwise then.</summary>
    private static void Copy(string from, string to, bool isSpoiled = true)
    {
        using var connection = new SqliteConnection($"Data Source={to};Pooling=False;Foreign Keys=False");
        connection.Open();
        Execute($"ATTACH '{from}' AS kept");
        foreach (var table in new[] { "Communities", "PetitionCategories", "CalendarDays", "Petitions", "PetitionCommunity", "PetitionSteps", "Hazards", "HazardSteps" })
        {
            var columns = string.Join(", ", Rows(to, $"SELECT '\"' || name || '\"' FROM pragma_table_info('{table}')"));
            Execute($"DELETE FROM main.{table}; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM kept.{table}");
        }

        if (isSpoiled) Execute("UPDATE main.Petitions SET WorkingDaysToClose = 999 WHERE ReopenedCount > 0 AND ClosedOn IS NOT NULL");

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static List<string> Rows(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString())));
        return rows;
    }
}
