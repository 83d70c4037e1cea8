using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Imports;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Imports;

/// <summary>
/// Says what the columns of a sheet are. What is chosen stays until it is confirmed; then the file is checked anew by it.
/// </summary>
public sealed partial class ImportColumns
{
    /// <summary>Stands for a column that is left out: an explicit choice like any other.</summary>
    private const string LeftOut = "-";

    /// <summary>Columns that are drawn at once: a sheet may have hundreds.</summary>
    private const int Piece = 30;

    private readonly Dictionary<string, string?> said = [];
    private IReadOnlyList<MappedColumn> asked = [];
    private IReadOnlyList<MappedColumn> known = [];
    private IReadOnlyList<Choice<string>> choices = [];
    private ImportFindings? shownFindings;
    private int shown = Piece;
    private int shownKnown = Piece;
    private string? problem;

    [Parameter, EditorRequired]
    public required ImportFindings Findings { get; set; }

    [Parameter, EditorRequired]
    public required ImportSheet Sheet { get; set; }

    /// <summary>True while it can still be said.</summary>
    [Parameter]
    public bool IsOpen { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<ImportChoices> OnChoose { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnStop { get; set; }

    [Inject]
    private OfficeClock Clock { get; set; } = null!;

    private ImportMappingFindings Mapping => Findings.Mapping!;

    private IEnumerable<MappedColumn> Unsaid => Mapping.Columns.Where(column => said.GetValueOrDefault(column.Key) is null);

    /// <summary>What new records need and nothing is chosen for.</summary>
    private IReadOnlyList<string> Missing => [.. Mapping.Missing.Where(key => !said.ContainsValue(key))];

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(shownFindings, Findings)) return;
        var before = shownFindings?.Mapping;
        shownFindings = Findings;
        // The page is read anew whenever an import moves: what was chosen and not confirmed stays.
        if (before is not null && before.Columns.Select(Told).SequenceEqual(Mapping.Columns.Select(Told))) return;
        (asked, known) = ([.. Mapping.Columns.Where(column => column.IsAsked)], [.. Mapping.Columns.Where(column => !column.IsAsked)]);
        choices =
        [
            new(LeftOut, L["ImportPage.Map.LeaveOut"]),
            .. Sheet.Columns.Select(column => new Choice<string>(column.Key, Texts.Column(column.Key),
                column.IsRequired ? L["ImportPage.Map.Required"] : null)),
        ];
        said.Clear();
        foreach (var column in Mapping.Columns) said[column.Key] = column.Said is "" ? LeftOut : column.Said;
        problem = Mapping.Twice.Count > 0 ? L["ImportPage.Map.Twice", Names(Mapping.Twice)] : null;
    }

    private static (string, string?, bool) Told(MappedColumn column) => (column.Key, column.Said, column.IsAsked);

    private static IReadOnlyList<Choice<int?>> RowsOf(MappedSheet sheet) => [.. sheet.Candidates.Select(row => new Choice<int?>(row.Row,
        L[sheet.Layout.Lines == 2 && row.Row == sheet.Layout.Row ? "ImportPage.Map.TwoRows" : "ImportPage.Map.Row", row.Row, row.Row + 1,
            row.Says]))];

    private static string Names(IEnumerable<string> keys) => Texts.Series(keys.Select(key => Texts.Column(key)));

    private void Say(string key, string? column)
    {
        said[key] = column;
        problem = null;
    }

    private void LeaveRest()
    {
        foreach (var column in Unsaid.ToList()) said[column.Key] = LeftOut;
        problem = null;
    }

    /// <summary>The headers stand in another row: what its columns are is proposed anew.</summary>
    private Task MoveHeaderAsync(MappedSheet sheet, int? row)
    {
        if (row is not { } number || number == sheet.Layout.Row) return Task.CompletedTask;
        var layouts = Mapping.Sheets.Select(one => one == sheet ? one.Layout with { Row = number, Lines = 1 } : one.Layout);
        return OnChoose.InvokeAsync(Findings.Choices with { Mapping = ImportMapping.None with { Layouts = [.. layouts] } });
    }

    private Task ConfirmAsync()
    {
        if (Unsaid.Select(column => column.Header).ToList() is { Count: > 0 } open)
        {
            shown = Math.Max(shown, asked.ToList().FindLastIndex(column => said.GetValueOrDefault(column.Key) is null) + 1);
            problem = L["ImportPage.Map.Open", Texts.Series(open.Take(MostTold)), open.Count];
            return Task.CompletedTask;
        }

        var columns = said.ToDictionary(one => one.Key, one => one.Value == LeftOut ? "" : one.Value!);
        var twice = columns.Where(one => one.Value.Length > 0).GroupBy(one => one.Value).Where(same => same.Count() > 1).ToList();
        // Several sheets of one file may each have their own column for it.
        if (twice.Count > 0 && Mapping.Sheets.Count == 1)
        {
            problem = L["ImportPage.Map.Twice", Names(twice.Select(same => same.Key))];
            return Task.CompletedTask;
        }

        var mapping = Findings.Choices.Mapping ?? ImportMapping.None;
        return OnChoose.InvokeAsync(Findings.Choices with { Mapping = mapping with { Columns = columns, IsConfirmed = true } });
    }

    /// <summary>The most columns that a refusal names.</summary>
    private const int MostTold = 5;

    private RenderFragment Line(MappedColumn column) => builder =>
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "import-map-column");
        builder.OpenElement(2, "b");
        builder.AddContent(3, column.Header);
        builder.CloseElement();
        builder.OpenElement(4, "span");
        builder.AddAttribute(5, "class", "muted");
        builder.AddContent(6, column.Samples.Count == 0 ? L["ImportPage.Map.Empty"] : string.Join(" · ", column.Samples));
        builder.CloseElement();
        builder.CloseElement();
        builder.OpenComponent<ChoiceField<string>>(7);
        builder.AddComponentParameter(8, nameof(ChoiceField<string>.Name), $"map-{column.Key}");
        builder.AddComponentParameter(9, nameof(ChoiceField<string>.Label), L["ImportPage.Map.As", column.Header]);
        builder.AddComponentParameter(10, nameof(ChoiceField<string>.Required), true);
        builder.AddComponentParameter(11, nameof(ChoiceField<string>.Disabled), !IsOpen);
        builder.AddComponentParameter(12, nameof(ChoiceField<string>.Choices), choices);
        builder.AddComponentParameter(13, nameof(ChoiceField<string>.Value), said.GetValueOrDefault(column.Key));
        builder.AddComponentParameter(14, nameof(ChoiceField<string>.ValueChanged),
            EventCallback.Factory.Create<string?>(this, value => Say(column.Key, value)));
        builder.CloseComponent();
    };
}
