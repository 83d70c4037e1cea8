using System.Globalization;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Views;
using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Resources;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>What the files of a cycle's pages are asked by.</summary>
internal static class CycleFacts
{
    /// <summary>The cycle that the address names; 0 when it names none, and there is no such cycle.</summary>
    public static long CycleId(this PageExportRequest request) => Ids(request) is [var cycle, ..] ? cycle : 0;

    /// <summary>The unit after the cycle; 0 when it names none.</summary>
    public static long UnitId(this PageExportRequest request) => Ids(request) is [_, var unit] ? unit : 0;

    /// <summary>The cycle as the head of each of its pages tells of it.</summary>
    public static List<(string Name, string Value)> Of(CycleInfo cycle) =>
    [
        (L["Evaluation.Title"], cycle.Title), (L["Evaluation.Stages"], Texts.Term(cycle.Stage)),
        (ViewFacts.Word("Manifest.Period"), $"{ValueText.Of(cycle.From)} – {ValueText.Of(cycle.Until)}"),
        (L["Evaluation.Rules"], L["Evaluation.RulesVersion", cycle.Schemes[^1].Number]),
    ];

    private static long[] Ids(PageExportRequest request) =>
        [.. (request.Of ?? "").Split('/')
            .Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)];
}
