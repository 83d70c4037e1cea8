using Concentric.Dashboard.Components.Records;
using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Tests.Components.Records;

public class DayTimelineTests
{
    private static readonly DateTime Noon = new(2026, 3, 18, 4, 0, 0, DateTimeKind.Utc);

    private static readonly TimelineDay[] Days =
    [
        new("RaisedOn", new(2026, 3, 1), "Raised"), new("ClaimedOn", new(2026, 3, 9), "Claimed", "Given back"),
        new("FulfilledOn", null, "Fulfilled"),
    ];

    [Fact]
    public void DaysWithoutATrail_StandByThemselves()
    {
        var entries = DayTimeline.Of(Days, [], DateOnly.FromDateTime);
        Assert.Equal([("Raised", new(2026, 3, 1), null), ("Claimed", new DateOnly(2026, 3, 9), (string?)null)],
            entries.Select(entry => (entry.Title, entry.On, entry.By)));
    }

    [Fact]
    public void TheTrail_TellsWhoCorrectedAndTookBack_AndWhatWasThereBefore()
    {
        HistoryLine[] newestFirst =
        [
            Line(3, ("ClaimedOn", null, "2026-03-09")),
            Line(2, ("ClaimedOn", "2026-03-05", null), ("Reason", null, "ill")),
            Line(1, ("RaisedOn", "2026-03-02", "2026-03-01"), ("Reason", null, "typo"), ("Title", "a", "b")),
        ];
        var entries = DayTimeline.Of(Days, newestFirst, DateOnly.FromDateTime);
        Assert.Equal(
            [
                ("Raised", "2026-03-02", null, null), ("Claimed", "2026-03-05", null, null),
                ("Raised", "2026-03-01", "王芳", "typo"), ("Given back", "2026-03-18", "王芳", "ill"),
                ("Claimed", "2026-03-09", "王芳", (string?)null),
            ],
            entries.Select(entry => (entry.Title, ValueText.Of(entry.On), entry.By, entry.Note)));
    }

    private static HistoryLine Line(long id, params (string Name, string? Before, string? After)[] fields) =>
        new(id, Noon, "王芳", "Changed", [.. fields.Select(field => new HistoryField(field.Name, field.Before, field.After))]);
}
