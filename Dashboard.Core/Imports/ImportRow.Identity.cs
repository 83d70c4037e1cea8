using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Imports.Files;
using Concentric.OfficeLists;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Imports;

/// <content>By what a row is known again, and held against records.</content>
public sealed partial class ImportRow
{
    private string? content;
    private string? pastContent;

    /// <summary>
    /// The same for the same content, whatever the order of the columns and the language: so a row without a number that comes
    /// again is known again.
    /// </summary>
    /// <param name="occurrence">How many rows of the same content came before in the file.</param>
    /// <param name="run">The import in which a row that is known is taken as another record all the same; null when it is not.</param>
    /// <param name="past">True for what an earlier version of the program knew the row by.</param>
    public Guid RequestId(int occurrence, long? run = null, bool past = false)
    {
        var said = past ? PastContent : Content;
        var whose = sheet.IsPersonsOwn ? string.Create(CultureInfo.InvariantCulture, $"\n{Scene.Caller.UserId}") : "";
        var again = run is null ? "" : string.Create(CultureInfo.InvariantCulture, $"\nrun {run}");
        var hash =
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{said}\n{occurrence}{whose}{again}")));
        return new Guid(hash.AsSpan(0, 16));
    }

    /// <summary>What the row says, in a form that does not depend on how it is written.</summary>
    public string Content => content ??= ContentBy(past: false);

    /// <summary>The same as an earlier version made it, which told spellings of a term of an open list from each other.</summary>
    private string PastContent => pastContent ??= ContentBy(past: true);

    /// <summary>True when an earlier version would have known the row by something else.</summary>
    internal bool HasPastContent =>
        sheet.Columns.Any(column => column is { Type: ImportType.Category, Terms.IsOpen: true }) && PastContent != Content;

    /// <summary>By what a new row is held against records, without noting what is wrong; null when it does not say it.</summary>
    /// <param name="day">Key of the column with the day; null for kinds without one.</param>
    internal NearKey? Peek(string? day, IReadOnlyList<string> text)
    {
        var kept = sheet.Columns.FirstOrDefault(column => column is { Type: ImportType.Community, IsMany: false });
        var community = kept is null ? 0 : PeekCommunity(kept.Key);
        var cell = day is null ? default : Cell(day);
        var on = day is null ? default(DateOnly) : cell.Kind == CellKind.Moment ? cell.Day : TypedText.Day(cell.Text);
        return community is { } known && on is { } given
            && (day is null || (given >= Unread && given < LastPeeked))
            ? new(known, given, text.Select(key => ImportLookups.Fold(Cell(key).Text)).FirstOrDefault(word => word.Length > 0) ?? "")
            : null;
    }

    private string ContentBy(bool past) => string.Join('\n',
        sheet.Columns.Where(column => column.Type != ImportType.Identifier && Cell(column.Key).Kind != CellKind.Empty)
        .OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{sheet.Kind}.{column.Key}={ContentOf(column, past)}"));

    private string ContentOf(ImportColumn column, bool past)
    {
        var cell = Cell(column.Key);
        var text = cell.Text!;
        object? value = column.Type switch
        {
            ImportType.Day => cell.Kind == CellKind.Moment ? cell.Day : TypedText.Day(text),
            ImportType.Term => Scene.Lookups.Term(column.TermType!, text),
            ImportType.YesNo => ImportLookups.YesNo(text),
            ImportType.Community when !column.IsMany => Scene.Lookups.Community(text),
            // A sheet of before a merge is known again after it.
            ImportType.Category => TermContentOf(column.Terms, text, past),
            ImportType.Money => TypedText.Fen(text),
            ImportType.Milli => TypedText.Milli(text),
            ImportType.Whole => TypedText.Number(text),
            ImportType.Name when !column.IsMany => Scene.Lookups.Id(column.Lookup!, text),
            _ => null,
        };
        return value is DateOnly day
            ? day.ToIso()
            : Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } known ? known : PlainText.Clean(text) ?? "";
    }

    /// <summary>
    /// The key of a term. One that an open list has not yet, and one that it has been brought, are told by how they are compared: so the
    /// row that brought one is known again, and one that writes it otherwise says the same.
    /// </summary>
    private string? TermContentOf(TermList? list, string text, bool past)
    {
        var key = Scene.Lookups.OwnKey(list, text);
        return past || list is not { IsOpen: true } || (key is not null && list.IsBuiltIn(key)) ? key : ImportLookups.Fold(key ?? text);
    }
}
