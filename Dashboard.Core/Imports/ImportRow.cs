using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Data;
using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>
/// A row of a file as a kind of record reads it: by the keys of its columns. A column that the file has not leaves a record as it
/// is; an empty cell of one that it has takes the value out. What can't be read is noted in <see cref="Check"/>.
/// </summary>
public sealed class ImportRow(ImportSheet sheet, ImportHeader header, SheetRow row, ImportScene scene)
{
    /// <summary>Stands for a day that could not be read; the refusal is noted, and no rule is asked.</summary>
    private static readonly DateOnly Unread = Check.FirstDay;

    public ImportScene Scene => scene;

    public ImportHeader Header => header;

    /// <summary>The row as it stands in the file.</summary>
    public SheetRow Source => row;

    /// <summary>What is wrong with the cells, and then with the values.</summary>
    public Check Check { get; } = new();

    /// <summary>True when the file has the column.</summary>
    public bool Has(string key) => header.Find(key) is not null;

    /// <summary>True when the cell says something.</summary>
    public bool IsGiven(string key) => Cell(key).Kind != CellKind.Empty;

    /// <summary>True when the file has the column and the cell says nothing: that takes a value out.</summary>
    public bool IsEmptied(string key) => Has(key) && !IsGiven(key);

    /// <summary>The number or id by which the row names a record; null for a new one.</summary>
    public string? Identifier => PlainText.Clean(TypedText.Narrow(Cell(sheet.Identifier).Text))?.ToUpperInvariant();

    public string? Text(string key, string? present = null)
    {
        if (!Has(key)) return present;
        var cell = Cell(key);
        return Sound(key, cell) ? cell.Text : null;
    }

    /// <summary>Personal text: what stands there masked, as an export writes it, leaves what is there.</summary>
    public string? Personal(string key, string? present)
    {
        var text = Text(key, present);
        if (text is null || !Has(key) || !text.Contains('*')) return text;
        Check.That(present is not null, FieldOf(key), text, Rule.Masked);
        return present;
    }

    /// <summary>A day; null when there is none.</summary>
    public DateOnly? Day(string key, DateOnly? present = null)
    {
        if (!Has(key)) return present;
        var cell = Cell(key);
        if (!Sound(key, cell) || cell.Kind == CellKind.Empty) return null;
        if (cell.Kind == CellKind.Moment) return cell.Day;
        var day = TypedText.Day(cell.Text);
        Check.That(day is not null, FieldOf(key), cell.Text, Rule.NotADay);
        return day ?? Unread;
    }

    /// <summary>A day that must be given.</summary>
    public DateOnly RequiredDay(string key, DateOnly? present = null)
    {
        if (Day(key, present) is { } day) return day;
        Check.That(false, FieldOf(key), null, Rule.Required);
        return Unread;
    }

    public long? Whole(string key, long? present = null) => Amount(key, present, 1, TypedText.Number, Rule.NotANumber);

    /// <summary>Yuan in the cell, fen here.</summary>
    public long? Fen(string key, long? present = null) => Amount(key, present, 100, TypedText.Fen, Rule.NotAnAmount);

    /// <summary>A decimal number in the cell, thousandths here.</summary>
    public long? Milli(string key, long? present = null) => Amount(key, present, 1_000, TypedText.Milli, Rule.NotAMeasure);

    /// <summary>A whole number that fits where the rules look at it; what does not is refused by them.</summary>
    public int Count(string key, int present = 0) => (int)Math.Clamp(Whole(key, present) ?? 0, int.MinValue, int.MaxValue);

    public T? Term<T>(string key, T? present = null)
        where T : struct, Enum => (T?)Read(key, present, text => scene.Lookups.Term(typeof(T), text));

    public bool? YesNo(string key, bool? present = null) => (bool?)Read(key, present, text => ImportLookups.YesNo(text));

    /// <summary>Key of a petition category.</summary>
    public string? Category(string key, string? present = null) => (string?)Read(key, present, text => scene.Lookups.Category(text)?.Key);

    /// <summary>The id of a record that the cell names.</summary>
    /// <param name="community">Whose it is, for lists of what communities have of their own.</param>
    public long? Id(string key, ImportLookup lookup, long? present = null, int? community = null) => (long?)Read(key, present, text => scene.Lookups.Id(lookup, text, community));

    /// <summary>The same, where a record may go on naming what is archived by now.</summary>
    /// <param name="present">What it names.</param>
    /// <param name="names">By what that is called, in any language.</param>
    public long? IdOrPresent(string key, ImportLookup lookup, long? present, IEnumerable<string?> names, int? community = null) =>
        present is not null && IsGiven(key) && Cell(key).Text is { } text && names.Any(name => ImportLookups.Fold(name) == ImportLookups.Fold(text)) ? present : Id(key, lookup, present, community);

    /// <summary>A record that must be named.</summary>
    public long RequiredId(string key, long? id)
    {
        Check.That(id is not null || IsGiven(key), FieldOf(key), null, Rule.Required);
        return id ?? 0;
    }

    /// <summary>The community of a record that stays where it is.</summary>
    public int SameCommunity(CommunityRecord record)
    {
        var community = Community(present: record.CommunityId);
        Check.That(community == record.CommunityId || community == 0, nameof(CommunityRecord.CommunityId), null, Rule.Fixed, scene.Lookups.Directory.Name(record.CommunityId));
        return record.CommunityId;
    }

    /// <summary>A number that must be given.</summary>
    public int? RequiredCount(string key, int? present) => IsGiven(key) ? Count(key) : Has(key) ? null : present;

    /// <summary>The ids of all records that the cell names, separated by commas or lines.</summary>
    public IReadOnlyCollection<long> Ids(string key, ImportLookup lookup, IReadOnlyCollection<long> present) => Many(key, present, text => scene.Lookups.Id(lookup, text));

    public IReadOnlyCollection<int> Communities(string key, IReadOnlyCollection<int> present) => Many(key, present, scene.Lookups.Community);

    /// <summary>All texts of a cell, separated by commas or lines; null when the file has not the column.</summary>
    public IReadOnlyList<string>? Texts(string key)
    {
        if (!Has(key)) return null;
        var cell = Cell(key);
        return Sound(key, cell) && cell.Kind != CellKind.Empty ? Parts(cell.Text!) : [];
    }

    /// <summary>The community that keeps the record; it must be one in which the caller may write.</summary>
    public int Community(string key = "community", int? present = null)
    {
        var given = Read(key, present, text => scene.Lookups.Community(text) is { } id && scene.MayWrite(id) ? id : null);
        if (given is int found) return found;
        if (!IsGiven(key) && (present ?? scene.OnlyCommunity) is { } only) return only;
        Check.That(IsGiven(key), FieldOf(key), null, Rule.Required);
        return 0;
    }

    /// <summary>Runs a rule whose refusals of "the day" or "the stage" mean the day in a column.</summary>
    public void Step(string dayKey, Action rule)
    {
        try
        {
            rule();
        }
        catch (RefusedException refusal)
        {
            throw new RefusedException([.. refusal.Violations.Select(violation => violation.Field is "HappenedOn" or "Stage" ? violation with { Field = FieldOf(dayKey) } : violation)]);
        }
    }

    /// <summary>
    /// The same for the same content, whatever the order of the columns and the language: so a row without a number that comes
    /// again is known again.
    /// </summary>
    /// <param name="occurrence">How many rows of the same content came before in the file.</param>
    public Guid RequestId(int occurrence)
    {
        var whose = sheet.IsPersonsOwn ? string.Create(CultureInfo.InvariantCulture, $"\n{scene.Caller.UserId}") : "";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Content}\n{occurrence}{whose}")));
        return new Guid(hash.AsSpan(0, 16));
    }

    /// <summary>What the row says, in a form that does not depend on how it is written.</summary>
    public string Content => field ??= string.Join('\n', sheet.Columns.Where(column => column.Type != ImportType.Identifier && IsGiven(column.Key))
        .Select(column => $"{sheet.Kind}.{column.Key}={ContentOf(column)}"));

    /// <summary>The field by which rules call a column.</summary>
    public string FieldOf(string key) => sheet.Column(key).Field;

    private string ContentOf(ImportColumn column)
    {
        var cell = Cell(column.Key);
        var text = cell.Text!;
        object? value = column.Type switch
        {
            ImportType.Day => cell.Kind == CellKind.Moment ? cell.Day : TypedText.Day(text),
            ImportType.Term => scene.Lookups.Term(column.TermType!, text),
            ImportType.YesNo => ImportLookups.YesNo(text),
            ImportType.Community when !column.IsMany => scene.Lookups.Community(text),
            ImportType.Category => scene.Lookups.Category(text)?.Key,
            ImportType.Money => TypedText.Fen(text),
            ImportType.Milli => TypedText.Milli(text),
            ImportType.Whole => TypedText.Number(text),
            ImportType.Name when !column.IsMany => scene.Lookups.Id(column.Lookup!.Value, text),
            _ => null,
        };
        return value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } known ? known : PlainText.Clean(text) ?? "";
    }

    private SheetCell Cell(string key) => header.Find(key) is { } column ? row[column] : default;

    private bool Sound(string key, SheetCell cell) => Check.That(cell.Kind != CellKind.Error, FieldOf(key), cell.Text, Rule.CellError);

    private object? Read(string key, object? present, Func<string, object?> find)
    {
        if (!Has(key)) return present;
        var cell = Cell(key);
        if (!Sound(key, cell) || cell.Kind == CellKind.Empty) return null;
        var found = find(cell.Text!);
        Check.That(found is not null, FieldOf(key), cell.Text, Rule.Unknown);
        return found;
    }

    private IReadOnlyCollection<T> Many<T>(string key, IReadOnlyCollection<T> present, Func<string, T?> find)
        where T : struct
    {
        if (!Has(key)) return present;
        var cell = Cell(key);
        if (!Sound(key, cell) || cell.Kind == CellKind.Empty) return [];
        var found = new List<T>();
        foreach (var name in Parts(cell.Text!))
        {
            if (find(name) is not { } id) Check.That(false, FieldOf(key), name, Rule.Unknown);
            else if (!found.Contains(id)) found.Add(id);
        }

        return found;
    }

    private static string[] Parts(string text) => text.Split([',', '，', '、', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private long? Amount(string key, long? present, int scale, Func<string?, long?> read, Rule rule)
    {
        if (!Has(key)) return present;
        var cell = Cell(key);
        if (!Sound(key, cell) || cell.Kind == CellKind.Empty) return null;
        var amount = cell.Kind == CellKind.Number ? Scaled(cell.Number, scale) : read(cell.Text);
        Check.That(amount is not null, FieldOf(key), cell.Text, rule);
        return amount;
    }

    /// <summary>A number in hundredths or thousandths; null when it has more decimals. What a formula reckons is rounded off by a hair.</summary>
    private static long? Scaled(double number, int scale)
    {
        var scaled = number * scale;
        var whole = Math.Round(scaled);
        return Math.Abs(whole) < 1e17 && Math.Abs(scaled - whole) <= Math.Max(1e-6, Math.Abs(whole) * 1e-12) ? (long)whole : null;
    }
}
