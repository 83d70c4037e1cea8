using System.Globalization;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Concentric.Benchmarks.Clock;

namespace Concentric.Benchmarks.Evaluation;

/// <summary>
/// The annual evaluation of 500 co-builders on a million records that tell something about them, in one year of a generated
/// store: scoring a cycle, the draws of weights, one unit's page.
/// </summary>
internal static class EvaluationBenchmark
{
    private const int Units = 500;
    private const int Conferences = 200;
    private const int PartnersOfActivity = 4;
    private const int Contributions = 400_000;
    private const int Commitments = 60_000;
    private const int Wishes = 40_000;
    private const int Times = 5;

    private static readonly CurrentUser Office = new("office", Role.Administrator);

    public static async Task<int> RunAsync(string store, CancellationToken cancellationToken)
    {
        PrintMachine();
        await using var copy = await StoreCopy.OfAsync(store, cancellationToken);
        var today = copy.Services.GetRequiredService<OfficeClock>().Today;
        await using (var db = await copy.Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
            .CreateDbContextAsync(cancellationToken)) await FillAsync(db, today, cancellationToken);
        var cycles = copy.Services.GetRequiredService<CycleCommands>();
        var saved = await cycles.OpenAsync(Office, new(today.Year, "Benchmark"), cancellationToken);
        foreach (var stage in new[] { CycleStage.Frozen, CycleStage.Collecting })
            saved = await cycles.MoveAsync(Office, new(saved.Id, saved.Version, stage, "Benchmark"), cancellationToken);

        var queries = copy.Services.GetRequiredService<EvaluationQueries>();
        BoardView? board = null;
        Print("a cycle scored, the first time",
            await RepeatAsync(1, async () => board = await queries.BoardAsync(Office, saved.Id, null, cancellationToken)));
        Print("a cycle scored",
            await RepeatAsync(Times, async () => board = await queries.BoardAsync(Office, saved.Id, null, cancellationToken)));
        Print("units ranked, records behind them",
            string.Create(CultureInfo.InvariantCulture, $"{board!.Ranked}, {board.Lines.Sum(line => line.Input.Measures.Records):#,##0}"));
        Print($"{Sensitivity.Draws:#,##0} draws of weights",
            Repeat(Times, () => Sensitivity.Of(board.Scheme, board.Lines, board.Cycle.Seed, null, cancellationToken)));
        Print("one unit's page, its evidence included",
            await RepeatAsync(Times, () => queries.UnitAsync(Office, saved.Id, board.Lines[0].Unit.Id, null, cancellationToken)));
        return 0;
    }

    private static async Task FillAsync(DashboardDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(600);
        var year = today.Year.ToString(CultureInfo.InvariantCulture);
        var days = today.DayOfYear;
        var unit = $"(SELECT MIN(Id) FROM CoBuilders) + (n * 7919) % {Units}";
        var day = $"date('{year}-01-01', '+' || ((n * 31) % {days}) || ' days')";
        string Count(int rows) => $"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {rows})";
        string[] statements =
        [
            $"{Count(Units)} INSERT INTO CoBuilders (Id, Version, Name, NameEn, Kind, JoinedOn) SELECT (SELECT MAX(Id) FROM "
                + $"CoBuilders) + n, 1, 'Unit ' || n, 'Unit ' || n, 'Enterprise', '2020-01-01' FROM c WHERE n <= {Units} - (SELECT "
                + $"COUNT(*) FROM CoBuilders)",
            $"{Count(Conferences)} INSERT INTO Meetings (Id, Version, CommunityId, Title, Kind, HeldOn, Attendance, IsJoint) SELECT "
                + $"(SELECT MAX(Id) FROM Meetings) + n, 1, (SELECT MIN(Id) FROM Communities), 'Conference', 'JointConference', {day}, "
                + $"500, 0 FROM c",
            $"INSERT OR IGNORE INTO MeetingAttendance (MeetingId, CoBuilderId, Attended, Excused) SELECT m.Id, u.Id, abs(m.Id * 31 + "
                + $"u.Id * 17) % 10 < 8, abs(m.Id * 31 + u.Id * 17) % 10 = 8 FROM (SELECT Id FROM Meetings ORDER BY Id DESC LIMIT "
                + $"{Conferences}) m, CoBuilders u",
            $"{Count(PartnersOfActivity)} INSERT OR IGNORE INTO ActivityPartner (ActivityId, CoBuilderId) SELECT a.Id, (SELECT "
                + $"MIN(Id) FROM CoBuilders) + (a.Id * 13 + n * 101) % {Units} FROM Activities a, c WHERE a.HeldOn >= '{year}-01-01'",
            $"{Count(Contributions)} INSERT INTO Contributions (Version, CommunityId, CoBuilderId, GivenOn, AmountFen, Minutes, "
                + $"Purpose) SELECT 1, (SELECT MIN(Id) FROM Communities), {unit}, {day}, (n % 7) * 1000, (n % 5) * 2, 'Goods' FROM c",
            $"{Count(Commitments)} INSERT INTO Commitments (Version, CommunityId, Title, Owner, CoBuilderId, DueOn, DoneOn) SELECT 1, "
                + $"(SELECT MIN(Id) FROM Communities), 'Promise', 'Unit', {unit}, {day}, CASE WHEN n % 9 THEN {day} END FROM c",
            $"{Count(Wishes)} INSERT INTO Wishes (Version, Number, CommunityId, Title, RaisedOn, ClaimedOn, CoBuilderId, FulfilledOn) "
                + $"SELECT 1, 'BM-' || n, (SELECT MIN(Id) FROM Communities), 'Wish', {day}, {day}, {unit}, {day} FROM c",
            "ANALYZE",
        ];
        foreach (var sql in statements) await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
    }
}
