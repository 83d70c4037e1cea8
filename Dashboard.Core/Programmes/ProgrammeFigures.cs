namespace Concentric.Programmes;

/// <summary>
/// Which figures speak of a programme. Some records belong to programmes and are narrowed by them; others belong to one programme
/// by what they are, as wishes to a wish grocery: which, the office says of each programme.
/// </summary>
public static class ProgrammeFigures
{
    /// <summary>The most metrics that a programme names.</summary>
    public const int Most = 4;

    /// <summary>Metrics whose records may belong to any programme; shown where there is something of them.</summary>
    public static IReadOnlyList<string> Narrowed { get; } =
    [
        "activities.services", "errands.persons", "activities.saved", "contributions.yuan", "contributions.hours", "outputs.rubbish",
        "outputs.road", "outputs.tanks",
        "outputs.truckloads", "outputs.charging-ports-agreed", "outputs.charging-ports-built", "outputs.fire-lanes",
    ];

    /// <summary>Keys of metrics that belong to the programme as a whole, the most telling first; none for most.</summary>
    public static IReadOnlyList<string> WholeOf(Programme programme) =>
        programme.Figures.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
