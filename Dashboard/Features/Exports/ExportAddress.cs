using System.Globalization;
using Concentric.Dashboard.Features.Figures;
using Concentric.Exports;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>The address of the list of exports, which holds its filter; what can't be read in it narrows nothing.</summary>
internal static class ExportAddress
{
    private const string Path = "/exports";

    public static ExportFilter Read(string? state, string? template, string? from, string? to) => new(
        EnumText.Read<ExportState>(state), string.IsNullOrWhiteSpace(template) ? null : template.Trim(), TypedText.Day(from),
        TypedText.Day(to));

    public static string Of(ExportFilter filter, int page = 1) => SliceAddress.Query(
        Path, ("state", filter.State?.ToString().ToLowerInvariant()), ("template", filter.Template), ("from", Day(filter.From)),
        ("to", Day(filter.To)), ("page", page == 1 ? null : page.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The filter in words, for a file or a sheet of paper.</summary>
    public static IReadOnlyList<(string Name, string Value)> Facts(ExportFilter filter, ExportTemplates templates)
    {
        List<(string, string)> facts = [];
        if (filter.State is { } state) facts.Add((L["ExportPage.Runs.State"], Texts.Term(state)));
        if (filter.Template is { } template) facts.Add((L["ExportPage.Runs.What"], ExportWords.NameOf(templates, template)));
        if (filter.From is not null) facts.Add((L["ExportPage.Ask.From"], Day(filter.From)!));
        if (filter.To is not null) facts.Add((L["ExportPage.Ask.To"], Day(filter.To)!));
        return facts;
    }

    private static string? Day(DateOnly? day) => day is { } some ? some.ToIso() : null;
}
