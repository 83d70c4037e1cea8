using Concentric.Decomposition;
using Concentric.Exports;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;

namespace Concentric.Dashboard.Api.Description;

/// <summary>What calls and answers look like. The numbers are made up; names and formulas are those of the catalogue.</summary>
internal static class ApiExamples
{
    private static readonly DateTime AsOf = new(2025, 4, 1, 9, 30, 0, DateTimeKind.Utc);
    private static readonly Period Period = new(new(2025, 1, 1), new(2025, 3, 31));

    /// <summary>Null when a parameter is best left out.</summary>
    public static string? Parameter(string name) => name switch
    {
        "from" => "2025-01-01",
        "to" => "2025-03-31",
        "communities" => "xinsheng,xinshun",
        "metrics" => "petitions.resolved,petitions.on-time-rate",
        "key" => "petitions.on-time-rate",
        "sort" => "-due-on",
        "with" => "2024-10-01..2024-12-31",
        "id" => "1",
        _ => null,
    };

    public static object? AnswerTo(string operation, MetricCatalogue catalogue) => operation switch
    {
        "readMetrics" => Metrics(catalogue["petitions.on-time-rate"]),
        "readRecords" => Records(catalogue["petitions.on-time-rate"]),
        "readChange" => Change(catalogue["petitions.on-time-rate"]),
        "listCommunities" => new CommunitiesAnswer(
        [
            new("xinsheng", "馨盛园", 2_100, [new(new(2025, 1, 1), 2_100), new(new(2023, 7, 1), 2_040)]),
            new("xinshun", "馨顺园", null, []),
        ]),
        "listExports" => new ExportsAnswer([Export], 1, 1, PageParameters.DefaultSize),
        "readExport" => Export,
        _ => null,
    };

    private static ExportAnswer Export => new(
        1, "street-summary", ExportState.Done, 100, null, "en", new(PeriodKind.Custom, Period.From, Period.To), ["xinsheng"], true,
        "system", AsOf, AsOf, AsOf,
        new("Street summary 2025-01-01 to 2025-03-31.xlsx", 48_210, new('0', 64), new('f', 64), 1_204,
            $"{ApiServices.Root}/exports/1/file"));

    private static MetricsAnswer Metrics(Metric metric)
    {
        var before = new PeriodOnDay(Period, PeriodKind.Custom, Period.To.AddDays(1)).Previous!.Value;
        return new(
            AsOf, Period.To.AddDays(1), "Asia/Shanghai", false, new(PeriodKind.Custom, Period.From, Period.To),
            new(before.Period.From, before.Period.To, true), [new("xinsheng", "馨盛园")],
            [MetricAnswer.Of(metric, Judged(metric), Period.To, PreviousFigure.Of(before, new(0.875, 21, 24)),
                $"{ApiServices.Root}/metrics/{metric.Key}/records?from=2025-01-01&to=2025-03-31&communities=xinsheng")]);
    }

    // 24 of 30 before, 27 of 30 now: one community stayed at 12 of 15, the other went from 12 to 15 of 15.
    private static ChangeAnswer Change(Metric metric) => new(
        AsOf, MetricName.Of(metric), new(PeriodKind.Custom, Period.From, Period.To), new(new(2024, 10, 1), new(2024, 12, 31),
            new(2025, 1, 1)),
        [new("xinsheng", "馨盛园"), new("xinshun", "馨顺园")], ChangeGap.None, 0.9, 0.8, 0.1, VariationKind.AsUsual,
        PartsGap.None, null, new(60, 62), null,
        [new(ChangeDimension.Community,
            [new("community", "xinshun", "馨顺园", new(1, 15, 15), new(0.8, 12, 15), 0.1, 0, 0.1, VariationKind.AsUsual, null, null),
                new("community", "xinsheng", "馨盛园", new(0.8, 12, 15), new(0.8, 12, 15), 0, 0, 0, VariationKind.AsUsual, null, null)])]);

    private static JudgedFigure Judged(Metric metric) => new(metric.Key, new(0.9, 27, 30),
        new(VariationKind.AsUsual, VariationGap.None, new(0.88, 0.7, 1), true, 24, null)
        {
            Restart = new(new(2024, 3, 1), true, [new(3, "供暖季", "Heating season", "Reports of cold rooms come in from now on", "")]),
        }, 0.95, Assurance.Sometimes, []);

    private static RecordsAnswer Records(Metric metric) => new(
        MetricName.Of(metric), 0.9, 27, 30, new(PeriodKind.Custom, Period.From, Period.To), [new("xinsheng", "馨盛园")], "petition-round",
        [new("number", Texts.Column("number"), Ledgers.LedgerType.Identifier, false),
            new("round", Texts.Column("round"), Ledgers.LedgerType.Number, false)],
        [new(7, 1, true, new Dictionary<string, object?> { ["number"] = "SQ-2025-000001", ["round"] = 1 })],
        30, 27, 1, PageParameters.DefaultSize);
}
