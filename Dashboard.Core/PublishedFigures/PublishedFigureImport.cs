using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.Resources;

namespace Concentric.PublishedFigures;

/// <summary>Claims from spreadsheets. Metrics are named by key or by their name in either language; who takes new ones in answers for them.</summary>
public sealed class PublishedFigureImport(MetricCatalogue catalogue) : WholeSheet<PublishedFigure>
{
    private readonly Lazy<Dictionary<string, string>> metrics = new(() => NamesOf(catalogue));

    public override RecordList List => PublishedFigureList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("claim", ImportType.Text, nameof(PublishedFigure.Claim)) { IsRequired = true, Width = 36 },
        new("claim-en", ImportType.Text, nameof(PublishedFigure.ClaimEn)) { Width = 36 },
        new("relation", ImportType.Term, nameof(PublishedFigure.Relation)) { IsRequired = true, TermType = typeof(FigureRelation) },
        new("claimed-amount", ImportType.Milli, nameof(PublishedFigure.AmountMilli)) { IsRequired = true },
        new("metric", ImportType.Text, nameof(PublishedFigure.MetricKey)) { Width = 24 },
        new("mechanism", ImportType.Text, nameof(PublishedFigure.Mechanism)) { IsRequired = true, Width = 20 },
        new("only-programmes", ImportType.Text, nameof(PublishedFigure.Programmes)) { Width = 20, IsOtherInForms = true },
        new("only-communities", ImportType.Text, nameof(PublishedFigure.Communities)) { Width = 20, IsOtherInForms = true },
        new("period-from", ImportType.Day, nameof(PublishedFigure.PeriodFrom)) { IsRequired = true },
        new("period-to", ImportType.Day, nameof(PublishedFigure.PeriodTo)) { IsRequired = true },
        new("published-in", ImportType.Text, nameof(PublishedFigure.Source)) { IsRequired = true, Width = 24, IsOtherInForms = true },
        new("published-on", ImportType.Day, nameof(PublishedFigure.PublishedOn)) { IsRequired = true },
    ];

    internal override NearRule<PublishedFigure> Near { get; } = new(figure => new() { Id = figure.Id, Day = figure.PublishedOn, Text = figure.Claim }, "claim") { Day = "published-on" };

    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, PublishedFigure? Present)> rows, BulkChangeWriter? adds, CancellationToken cancellationToken)
    {
        if (rows.Count > 0) await rows[0].Row.Scene.Memory<FigureNames>().FillAsync(db, cancellationToken);
    }

    public override PublishedFigure Add(ImportRow row) =>
        PublishedFigure.Publish(Read(row, null), row.Scene.Memory<FigureNames>(), catalogue, row.Scene.By, row.Check);

    protected override void Correct(PublishedFigure record, ImportRow row) =>
        record.Correct(Read(row, record), row.Scene.Memory<FigureNames>(), catalogue, row.Scene.By, row.Check);

    protected override object ContentOf(PublishedFigure record) =>
        ((record.Claim, record.ClaimEn, record.Relation, record.AmountMilli, record.MetricKey, record.Mechanism),
            (record.Programmes, record.Communities, record.PeriodFrom, record.PeriodTo, record.Source, record.PublishedOn));

    private PublishedFigureDetails Read(ImportRow row, PublishedFigure? present)
    {
        var names = row.Scene.Memory<FigureNames>();
        var metric = row.Text("metric", present?.MetricKey);
        var mechanism = row.Text("mechanism", present?.Mechanism);
        // In other words the same.
        if (metric is not null && metrics.Value.GetValueOrDefault(ImportLookups.Fold(metric)) == present?.MetricKey) row.Was("metric", metric);
        if (mechanism is not null && names.Programme(mechanism).Found == present?.Mechanism) row.Was("mechanism", mechanism);
        return new(
            row.Text("claim", present?.Claim), row.Term<FigureRelation>("relation", present?.Relation), row.Milli("claimed-amount", present?.AmountMilli),
            metric is null ? null : metrics.Value.GetValueOrDefault(ImportLookups.Fold(metric), metric), mechanism,
            row.RequiredDay("period-from", present?.PeriodFrom), row.RequiredDay("period-to", present?.PeriodTo),
            row.Text("published-in", present?.Source), row.RequiredDay("published-on", present?.PublishedOn))
        {
            ClaimEn = row.Text("claim-en", present?.ClaimEn),
            Programmes = Parts(row.Text("only-programmes", present?.Programmes)),
            Communities = Parts(row.Text("only-communities", present?.Communities)),
            OwnerId = present is null ? row.Scene.Caller.UserId is { } own && names.Owners.Contains(own) ? own : null : present.OwnerId,
        };
    }

    // Not by the comma of enumeration: names of programmes have it.
    private static string[] Parts(string? text) => text?.Split([',', '，', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static Dictionary<string, string> NamesOf(MetricCatalogue catalogue)
    {
        var names = new Dictionary<string, string>();
        foreach (var metric in catalogue.All)
        {
            names[ImportLookups.Fold(metric.Key)] = metric.Key;
            foreach (var culture in ImportTexts.Cultures) names.TryAdd(ImportLookups.Fold(Texts.Name(metric, culture)), metric.Key);
        }

        return names;
    }
}
