using Concentric.Activities;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Row = System.Collections.Generic.IDictionary<string, object?>;

namespace Concentric.Tests.Core.Exports;

/// <summary>
/// Every main figure of petitions, hazards and activities can be counted again from the ledger sheets of the same workbook.
/// </summary>
public sealed class ReconciliationTests
{
    private static readonly DateOnly From = new(2026, 2, 1);

    /// <summary>Past <see cref="TestStore.Today"/>, so that what stands does so today, not at the period's end.</summary>
    private static readonly DateOnly To = new(2026, 3, 31);

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, new[] { TestStore.Xinsheng })]
    [InlineData(3, new[] { TestStore.Xinsheng, TestStore.Xinshun })]
    public async Task Figures_AreThoseOfTheLedgerRows(int seed, int[]? communities)
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await FillAsync(store, new Random(seed));
        var book = await SummaryBook.MakeAsync(store, new(From, To), communities);

        var petitions = book.Ledger("Petitions");
        Assert.Equal(Now("petitions.received"), petitions.Count(row => Within(row, "Received on")));
        var rounds = book.Ledger("Petition rounds");
        Assert.Equal(Now("petitions.closed"), Different(rounds.Where(row => Within(row, "Closed on"))));
        Assert.Equal(Now("petitions.resolved"), Different(rounds.Where(row => Within(row, "Closed on") && Is(row, "Outcome", "Resolved"))));
        Assert.Equal(Now("petitions.shared"),
            Different(rounds.Where(row => Within(row, "Closed on") && Is(row, "Outcome", "Resolved") && Is(row, "Joint", "Yes"))));
        var due = rounds.Where(row => Within(row, "Due on") && Day(row, "Due on") < TestStore.Today && Equals(row["Round"], 1d)).ToList();
        Assert.Equal(Now("petitions.closing-rate"), due.Count(row => Day(row, "Closed on") is not null) / (double)due.Count, 12);
        Assert.Equal(Now("petitions.on-time-rate"), due.Count(row => Day(row, "Closed on") <= Day(row, "Due on")) / (double)due.Count, 12);
        var valid = rounds.Where(row => Within(row, "Called back on") && Is(row, "Valid call-back", "Yes")).ToList();
        var satisfied = valid.Count(row => Is(row, "Satisfaction", "Satisfied"))
            + (0.9 * valid.Count(row => Is(row, "Satisfaction", "Mostly satisfied")));
        Assert.Equal(Now("petitions.satisfaction-rate"), satisfied / valid.Count, 12);
        Assert.Equal(Now("petitions.overdue"), rounds.Count(row => IsLate(row, "Closed on")));
        Assert.Equal(Now("petitions.open"),
            rounds.Count(row => Day(row, "Received on") <= TestStore.Today && !(Day(row, "Closed on") <= TestStore.Today)));
        Assert.True(rounds.Count(row => Within(row, "Closed on")) > Now("petitions.closed"), "Nothing was closed twice.");

        var hazards = book.Ledger("Hazards");
        Assert.Equal(Now("hazards.found"), hazards.Count(row => Within(row, "Found on")));
        var findings = book.Ledger("Hazard rounds");
        Assert.Equal(Now("hazards.rectified"), Different(findings.Where(row => Within(row, "Rectified on"))));
        Assert.Equal(Now("hazards.fire-lanes"),
            Different(findings.Where(row => Within(row, "Rectified on") && Is(row, "Fire lane", "Yes"))));
        Assert.Equal(Now("hazards.overdue"), findings.Count(row => IsLate(row, "Rectified on") && Day(row, "Found on") <= TestStore.Today));

        var activities = book.Ledger("Activities");
        Assert.Equal(Now("activities.held"), activities.Count);
        Assert.Equal(Now("activities.attendance"), activities.Sum(row => (double)row["Person-times"]!));
        Assert.Equal(Now("activities.saved"), activities.Sum(row => (double)row["Saved (yuan)"]!), 6);
        Assert.Equal(Now("activities.clean-ups"), activities.Count(row => Is(row, "Clean-ups", "Yes")));
        Assert.Equal(petitions.Count + rounds.Count + hazards.Count + findings.Count + activities.Count, book.Content.Rows);
        Assert.All([petitions.Count, hazards.Count, activities.Count], count => Assert.True(count > 5));

        Assert.All(book.Rows("Reconciliation").Skip(8), row => Assert.Equal("✓", row[6]));
        book.AssertValid();
        if (seed == 3) await book.AssertRecalculatesAsync();

        double Now(string key) => (double)book.Overview(key, store)[2]!;
    }

    private static int Different(IEnumerable<Row> rows) => rows.Select(row => row["Number"]).Distinct().Count();

    private static async Task FillAsync(TestStore store, Random random)
    {
        var first = From.AddDays(-60);
        var petitions = Enumerable.Range(0, 150)
            .Select(_ => Make.Petition(random.Next(1, 4), first.AddDays(random.Next(0, 105)), petition =>
        {
            if (random.Next(4) > 0) Close(petition, random);
            if (petition.ClosedOn is { } closed && random.Next(3) == 0) Reopen(petition, closed, random);
            if (random.Next(6) == 0) Share(petition, random);
            if (random.Next(10) == 0) petition.ArchivedAt = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        })).ToArray();
        var hazards = Enumerable.Range(0, 80).Select(_ => Make.Hazard(random.Next(1, 4), first.AddDays(random.Next(0, 105)), hazard =>
        {
            hazard.IsFireLane = random.Next(2) == 0;
            if (random.Next(4) > 0) hazard.RectifiedOn = hazard.FoundOn.AddDays(random.Next(0, 9));
            if (hazard.RectifiedOn is not { } rectified || random.Next(3) > 0) return;
            hazard.BeginRound(rectified.AddDays(random.Next(0, 6)), hazard.DueOn);
            if (random.Next(2) == 0) hazard.RectifiedOn = rectified.AddDays(random.Next(6, 12));
        })).ToArray();
        var activities = Enumerable.Range(0, 80)
            .Select(_ => Make.Activity(random.Next(1, 4), first.AddDays(random.Next(0, 105)), activity =>
        {
            // Every other one is of a kind of the office's own that counts as a built-in one.
            var kind = ActivityKind.List.BuiltIn[random.Next(10)];
            activity.Kind = random.Next(2) == 0 ? kind : $"{kind}.own";
            activity.Attendance = random.Next(12, 80);
            activity.SavedFen = random.Next(3) * 12_345;
        })).ToArray();
        await store.AddAsync(petitions);
        await store.AddAsync(hazards);
        await store.AddAsync(activities);
    }

    private static void Close(Petition petition, Random random)
    {
        petition.ClosedOn = petition.FirstClosedOn = petition.ReceivedOn.AddDays(random.Next(0, 13));
        petition.WorkingDaysToClose = random.Next(0, 9);
        (petition.Stage, petition.Outcome) = (PetitionStage.FedBack, (PetitionOutcome)random.Next(4));
        if (random.Next(2) == 0) return;
        petition.CallBackOn = petition.ClosedOn.Value.AddDays(random.Next(0, 4));
        petition.CallBackValid = random.Next(4) > 0;
        if (petition.CallBackValid) petition.Satisfaction = (Satisfaction)random.Next(3);
    }

    private static void Reopen(Petition petition, DateOnly closed, Random random)
    {
        var on = closed.AddDays(random.Next(4, 8));
        petition.BeginRound(on, on.AddDays(random.Next(0, 9)));
        if (random.Next(3) == 0) return;
        (petition.ClosedOn, petition.WorkingDaysToClose, petition.Stage, petition.Outcome) = (on.AddDays(random.Next(0, 9)),
            random.Next(0, 9), PetitionStage.FedBack, (PetitionOutcome)random.Next(4));
    }

    private static void Share(Petition petition, Random random)
    {
        petition.IsJoint = true;
        var other = 1 + ((petition.CommunityId + random.Next(0, 2)) % 3);
        foreach (var community in new[] { petition.CommunityId, other }.Distinct())
            petition.Communities.Add(new PetitionCommunity { CommunityId = community });
    }

    private static bool Within(Row row, string column) => Day(row, column) is { } day && day >= From && day <= To;

    private static bool Is(Row row, string column, string value) => Equals(row[column], value);

    private static bool IsLate(Row row, string ended) => Day(row, "Due on") < TestStore.Today && !(Day(row, ended) <= TestStore.Today);

    private static DateOnly? Day(Row row, string column) => row[column] is DateTime day ? DateOnly.FromDateTime(day) : null;
}
