using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.Benchmarks.Cube;

/// <summary>One statement of the overview, and the figures that its one row must give; null when it gives many rows.</summary>
internal sealed record SqlStatement(string Text, Func<CubeSlice, double?[]>? Expected = null);

/// <summary>
/// The figures of the overview by SQL, as one would write them by hand: a statement for each table, date and period with all
/// that it counts, monthly and per-community figures grouped. Days are text in SQLite and DATE in DuckDB; both read these.
/// </summary>
internal sealed class OverviewSql(MetricCatalogue catalogue, Period period, DateOnly today, IReadOnlyList<Period> months)
{
    private const string Kept = "ArchivedAt IS NULL";

    /// <summary>Community of each petition and of each one that shares it.</summary>
    private const string Shares = """
        (SELECT Id, CommunityId FROM Petitions WHERE IsJoint = 0 UNION ALL SELECT RecordId, CommunityId FROM PetitionCommunity)
        """;

    public IReadOnlyList<SqlStatement> Statements() =>
    [
        .. new[] { period, period.Previous(PeriodKind.Year), period.YearBefore() }.SelectMany(OfPeriod),
        .. Months(),
        .. months.SelectMany(month => OverdueAt(month)),
        .. Ranking(),
        .. Stages(),
    ];

    private IEnumerable<SqlStatement> OfPeriod(Period p) =>
    [
        One(p, $"SELECT COUNT(*) FROM Petitions WHERE {Kept} AND {In("ReceivedOn", p)}", ["petitions.received"]),
        One(p, $"SELECT COUNT(DISTINCT CASE WHEN Outcome = 'Resolved' THEN PetitionId END) FROM PetitionRounds WHERE {Kept} AND "
            + $"{In("ClosedOn", p)}", ["petitions.resolved"]),
        new($"SELECT WorkingDaysToClose, COUNT(*) FROM PetitionRounds WHERE {Kept} AND {In("ClosedOn", p)} GROUP BY WorkingDaysToClose"),
        new(
            $"SELECT SUM(CASE WHEN ClosedOn <= DueOn THEN 1 ELSE 0 END), COUNT(*) FROM PetitionRounds WHERE {Kept} AND Number = 1 AND "
                + $"{In("DueOn", Due(p))}",
            cube => Both(cube, "petitions.on-time-rate", p)),
        new(
            $"""
             SELECT SUM(CASE Satisfaction WHEN 'Satisfied' THEN 1.0 WHEN 'MostlySatisfied' THEN 0.9 ELSE 0.0 END), COUNT(*),
                 SUM(CASE WHEN CallBackResolved = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN CallBackResponded = 1 THEN 1 ELSE 0 END)
             FROM PetitionRounds WHERE {Kept} AND CallBackValid = 1 AND {In("CallBackOn", p)}
             """,
            cube => [.. Both(cube, "petitions.satisfaction-rate", p), Read(cube, "petitions.resolution-rate", p).Numerator,
                Read(cube, "petitions.response-rate", p).Numerator]),
        .. OverdueAt(p),
        One(
            p, $"SELECT COUNT(DISTINCT HazardId), COUNT(DISTINCT CASE WHEN IsFireLane = 1 THEN HazardId END) FROM HazardRounds WHERE "
                + $"{Kept} AND {In("RectifiedOn", p)}",
            ["hazards.rectified", "hazards.fire-lanes"]),
        One(p, $"SELECT COUNT(*), SUM(Attendance) FROM Activities WHERE {Kept} AND {In("HeldOn", p)}",
            ["activities.held", "activities.attendance"]),
        One(p, $"SELECT COUNT(*) FROM Meetings WHERE {Kept} AND Kind = 'JointConference' AND {In("HeldOn", p)}", ["meetings.joint"]),
        One(
            p, $"SELECT COUNT(DISTINCT h.HouseholdId) FROM Visits v JOIN VisitHouseholds h ON h.VisitId = v.Id AND h.NobodyHome = 0 "
                + $"WHERE v.{Kept} AND {In("v.VisitedOn", p)}",
            ["visits.households"]),
        One(p, $"SELECT SUM(Persons) FROM Errands WHERE {Kept} AND {In("ServedOn", p)}", ["errands.persons"]),
        One(p, $"SELECT COUNT(*) FROM Wishes WHERE {Kept} AND {In("FulfilledOn", p)}", ["wishes.fulfilled"]),
        One(p, $"SELECT COUNT(DISTINCT VolunteerId) FROM VolunteerClaims WHERE {Kept} AND {In("ClaimedOn", p)}", ["volunteers.active"]),
        One(p, $"SELECT SUM(AmountFen) / 100.0 FROM Contributions WHERE {Kept} AND {In("GivenOn", p)}", ["contributions.yuan"]),
    ];

    private IEnumerable<SqlStatement> OverdueAt(Period p)
    {
        var day = p.To < today ? p.To : today;
        var late = $"DueOn < '{day:yyyy-MM-dd}'";
        return
        [
            One(p, $"SELECT COUNT(*) FROM PetitionRounds WHERE {Kept} AND {late} AND (ClosedOn IS NULL OR ClosedOn > '{day:yyyy-MM-dd}')",
                ["petitions.overdue"]),
            One(
                p, $"SELECT COUNT(*), SUM(CASE WHEN Severity = 'Major' THEN 1 ELSE 0 END) FROM HazardRounds WHERE {Kept} AND "
                    + $"OverdueFrom <= '{day:yyyy-MM-dd}' AND (RectifiedOn IS NULL OR RectifiedOn > '{day:yyyy-MM-dd}')",
                ["hazards.overdue", "hazards.overdue-major"]),
        ];
    }

    private IEnumerable<SqlStatement> Months()
    {
        var year = new Period(months[0].From, months[^1].To);
        yield return Monthly("ReceivedOn", "COUNT(*)", "Petitions", year);
        yield return Monthly("ClosedOn", "COUNT(DISTINCT PetitionId), COUNT(DISTINCT CASE WHEN Outcome = 'Resolved' THEN PetitionId END)",
            "PetitionRounds", year);
        yield return Monthly("DueOn", "SUM(CASE WHEN ClosedOn <= DueOn THEN 1 ELSE 0 END), COUNT(*)", "PetitionRounds", Due(year));
        yield return Monthly("CallBackOn",
            "SUM(CASE WHEN CallBackValid = 0 THEN 0.0 WHEN Satisfaction = 'Satisfied' THEN 1.0 WHEN Satisfaction = 'MostlySatisfied' "
            + "THEN 0.9 ELSE 0.0 END), SUM(CASE WHEN CallBackValid = 1 THEN 1 ELSE 0 END)", "PetitionRounds", year);
        yield return Monthly("HeldOn", "COUNT(*)", "Activities", year);
        yield return Monthly("RectifiedOn", "COUNT(DISTINCT HazardId)", "HazardRounds", year);
    }

    private IEnumerable<SqlStatement> Ranking()
    {
        var day = period.To < today ? period.To : today;
        yield return PerCommunity("SUM(CASE WHEN p.ClosedOn <= p.DueOn THEN 1 ELSE 0 END), COUNT(*)",
            $"p.Number = 1 AND {In("p.DueOn", Due(period))}");
        yield return PerCommunity(
            "SUM(CASE p.Satisfaction WHEN 'Satisfied' THEN 1.0 WHEN 'MostlySatisfied' THEN 0.9 ELSE 0.0 END), COUNT(*)",
            $"p.CallBackValid = 1 AND {In("p.CallBackOn", period)}");
        yield return PerCommunity("COUNT(DISTINCT p.PetitionId)", $"p.Outcome = 'Resolved' AND {In("p.ClosedOn", period)}");
        yield return PerCommunity("COUNT(*)", $"p.DueOn < '{day:yyyy-MM-dd}' AND (p.ClosedOn IS NULL OR p.ClosedOn > '{day:yyyy-MM-dd}')");
        yield return new(
            $"SELECT CommunityId, COUNT(DISTINCT HazardId) FROM HazardRounds WHERE {Kept} AND {In("RectifiedOn", period)} GROUP BY "
            + $"CommunityId");
        yield return new(
            $"SELECT CommunityId, COUNT(*) FROM HazardRounds WHERE {Kept} AND OverdueFrom <= '{day:yyyy-MM-dd}' AND (RectifiedOn IS "
                + $"NULL OR RectifiedOn > '{day:yyyy-MM-dd}') GROUP BY CommunityId");
    }

    private IEnumerable<SqlStatement> Stages()
    {
        yield return new(
            $"SELECT Stage, COUNT(*) FROM Petitions WHERE {Kept} AND ClosedOn IS NULL AND ReceivedOn <= '{period.To:yyyy-MM-dd}' "
            + $"GROUP BY Stage");
        yield return new(
            $"SELECT Stage, COUNT(*) FROM Petitions WHERE {Kept} AND ClosedOn IS NULL AND DueOn < '{period.To:yyyy-MM-dd}' GROUP BY Stage");
    }

    /// <summary>What a rate of due days counts of a period: today and what is to come can still be met.</summary>
    private Period Due(Period p) => p.To < today ? p : new(p.From, today.AddDays(-1));

    private static SqlStatement Monthly(string day, string what, string table, Period year) => new(
        $"SELECT SUBSTR(CAST({day} AS VARCHAR), 1, 7), {what} FROM {table} WHERE {Kept} AND {In(day, year)} GROUP BY "
            + $"SUBSTR(CAST({day} AS VARCHAR), 1, 7)");

    private static SqlStatement PerCommunity(string what, string where) => new(
        $"SELECT s.CommunityId, {what} FROM PetitionRounds p JOIN {Shares} s ON s.Id = p.PetitionId WHERE p.{Kept} AND {where} GROUP "
            + $"BY s.CommunityId");

    private SqlStatement One(Period p, string text, string[] keys) => new(text, cube => [.. keys.Select(key => Read(cube, key, p).Value)]);

    private double?[] Both(CubeSlice cube, string key, Period p)
    {
        var value = Read(cube, key, p);
        return [value.Numerator, value.Denominator];
    }

    private MetricValue Read(CubeSlice cube, string key, Period p) => cube.Read(catalogue[key], p, today);

    private static string In(string day, Period p) => $"{day} BETWEEN '{p.From:yyyy-MM-dd}' AND '{p.To:yyyy-MM-dd}'";
}
