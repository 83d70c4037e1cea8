namespace Concentric.Exports;

/// <summary>Which runs are listed.</summary>
/// <param name="State">Where they stand; null for anywhere.</param>
/// <param name="Template">Key of a template; null for any.</param>
/// <param name="From">First day that their period must reach; null for any.</param>
/// <param name="To">Last day on which their period may begin; null for any.</param>
public sealed record ExportFilter(ExportState? State = null, string? Template = null, DateOnly? From = null, DateOnly? To = null)
{
    public static ExportFilter None { get; } = new();

    internal IQueryable<ExportRun> Of(IQueryable<ExportRun> runs)
    {
        if (State is { } state) runs = runs.Where(run => run.State == state);
        if (Template is { } template) runs = runs.Where(run => run.Template == template);
        if (From is { } from) runs = runs.Where(run => run.PeriodTo >= from);
        if (To is { } to) runs = runs.Where(run => run.PeriodFrom <= to);
        return runs;
    }
}
