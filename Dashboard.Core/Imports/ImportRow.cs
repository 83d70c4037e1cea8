using System.Globalization;
using Concentric.Data;
using Concentric.Imports.Files;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>
/// A row of a file as a kind of record reads it: by the keys of its columns. A column that the file has not leaves a record as it
/// is; an empty cell of one that it has takes the value out. What can't be read is noted in <see cref="Check"/>.
/// </summary>
public sealed partial class ImportRow
{
    /// <summary>Stands for a day that could not be read; the refusal is noted, and no rule is asked.</summary>
    private static readonly DateOnly Unread = ValidationContext.FirstDay;

    /// <summary>Days about this one are looked at: later ones are refused, and the last has none behind it.</summary>
    private static readonly DateOnly LastPeeked = new(9998, 1, 1);

    private readonly ImportSheet sheet;
    private readonly HashSet<string> used = [];
    private HashSet<string>? unsound;
    private HashSet<string>? filled;
    private Dictionary<string, (object? Before, object? After)>? values;

    public ImportRow(ImportSheet sheet, ImportHeader header, SheetRow row, ImportContext scene)
    {
        (this.sheet, Header, Source, Scene) = (sheet, header, row, scene);
        // Every cell, whether the kind asks for it in this row or not.
        foreach (var column in sheet.Columns)
        {
            var cell = Cell(column.Key);
            if (CellRules.Find(column.Type, cell) is not { } wrong) continue;
            Check.That(false, column.Field, cell.Text, wrong);
            (unsound ??= []).Add(column.Key);
        }
    }

    public ImportContext Scene { get; }

    public ImportHeader Header { get; }

    /// <summary>The row as it stands in the file.</summary>
    public SheetRow Source { get; }

    /// <summary>What is wrong with the cells, and then with the values.</summary>
    public ValidationContext Check { get; } = new();

    /// <summary>
    /// True when empty cells leave a record as it is: somebody has said that a row that was written as a new one is one that is there.
    /// </summary>
    public bool KeepsWhatIsEmpty { get; set; }

    /// <summary>Where the row stands, as the choices about it call it.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{Header.Name}!{Source.Number}");

    /// <summary>True when the row tells the column.</summary>
    public bool Has(string key)
    {
        used.Add(key);
        return Header.Find(key) is not null && (!KeepsWhatIsEmpty || Cell(key).Kind != CellKind.Empty);
    }

    /// <summary>True when the cell says something.</summary>
    public bool IsGiven(string key)
    {
        used.Add(key);
        return Cell(key).Kind != CellKind.Empty;
    }

    /// <summary>True when its kind was asked; false for one that was known by its content, or left.</summary>
    internal bool WasAsked { get; set; }

    /// <summary>The cell says what the record has already, in other words.</summary>
    public void Was(string key, object? before)
    {
        if (values is not null && values.TryGetValue(key, out var value)) values[key] = (before, value.After);
    }

    /// <summary>The cell was read by the kind itself, and says so.</summary>
    internal void Said(string key, object? before, object? after)
    {
        used.Add(key);
        Note(key, before, after);
    }

    /// <summary>A value that the row leaves out was filled in; it is shown also where the file has no such column.</summary>
    internal void FilledIn(string key, object? before, object? after)
    {
        (filled ??= []).Add(key);
        Note(key, before, after);
    }

    /// <summary>True for a column of which the value was filled in.</summary>
    internal bool IsFilledIn(string key) => filled?.Contains(key) == true;

    /// <summary>The cell said something that nothing comes of; the outcome tells so.</summary>
    public void PassOver(string key) => used.Remove(key);

    /// <summary>Columns with something in their cells that nothing comes of.</summary>
    internal IEnumerable<ImportColumn> PassedOver => sheet.Columns.Where(column => column.Type != ImportType.Identifier
        && !used.Contains(column.Key) && Cell(column.Key).Kind != CellKind.Empty);

    /// <summary>What the cells were read as, with what was there before; by column. Only when <see cref="Keep"/> was called.</summary>
    internal IReadOnlyDictionary<string, (object? Before, object? After)> Values => values ?? [];

    /// <summary>Keeps what is read from now on, to be shown.</summary>
    internal void Keep() => values ??= [];

    /// <summary>The number or id by which the row names a record; null for a new one.</summary>
    /// <exception cref="RefusedException">The cell that tells it can't.</exception>
    public string? CheckedIdentifier()
    {
        if (!IsSound(sheet.Identifier)) Check.ThrowIfAny();
        return Identifier;
    }

    /// <summary>The same as it stands there.</summary>
    public string? Identifier => PlainText.Clean(TypedText.Narrow(Cell(sheet.Identifier).Text))?.ToUpperInvariant();

    /// <summary>The number that another system gave the record; null for none, and for kinds without.</summary>
    internal string? OutsideNumber => sheet.OutsideKey is { } key && IsSound(key) ? PlainText.Clean(Cell(key).Text) : null;

    public string? Text(string key, string? present = null)
    {
        if (!Has(key)) return Note(key, present, present);
        return Note(key, present, IsSound(key) ? Cell(key).Text : null);
    }

    /// <summary>Personal text: what stands there masked, as an export writes it, leaves what is there.</summary>
    public string? Personal(string key, string? present)
    {
        var text = Text(key, present);
        if (text is null || !Has(key) || !text.Contains('*')) return text;
        Check.That(present is not null, FieldOf(key), text, Rule.Masked);
        return Note(key, present, present);
    }

    /// <summary>A day; null when there is none.</summary>
    public DateOnly? Day(string key, DateOnly? present = null)
    {
        if (!Has(key)) return Note(key, present, present);
        var cell = Cell(key);
        if (!IsSound(key) || cell.Kind == CellKind.Empty) return Note(key, present, (DateOnly?)null);
        if (cell.Kind == CellKind.Moment) return Note(key, present, (DateOnly?)cell.Day);
        var day = TypedText.Day(cell.Text);
        Check.That(day is not null, FieldOf(key), cell.Text, Rule.NotADay);
        return Note(key, present, (DateOnly?)(day ?? Unread));
    }

    public long? Whole(string key, long? present = null) => Amount(key, present, 1, TypedText.Number, Rule.NotANumber);

    /// <summary>Yuan in the cell, fen here.</summary>
    public long? Fen(string key, long? present = null) => Amount(key, present, 100, TypedText.Fen, Rule.NotAnAmount);

    /// <summary>A decimal number in the cell, thousandths here.</summary>
    public long? Milli(string key, long? present = null) => Amount(key, present, 1_000, TypedText.Milli, Rule.NotAMeasure);

    /// <summary>A whole number that fits where the rules look at it; what does not is refused by them.</summary>
    public int Count(string key, int present = 0) => (int)Math.Clamp(Whole(key, present) ?? 0, int.MinValue, int.MaxValue);

    public T? Term<T>(string key, T? present = null)
        where T : struct, Enum => (T?)Term(typeof(T), key, present);

    /// <summary>The same for an enum that is known by its type.</summary>
    public object? Term(Type type, string key, object? present) =>
        Read(key, present, text => new NameMatch<object>(Scene.Lookups.Term(type, text)));

    public bool? YesNo(string key, bool? present = null) =>
        (bool?)Read(key, present, text => new NameMatch<object>(ImportLookups.YesNo(text)));

    /// <summary>Key of an item of the column's list of the office. A retired one may stay where it is, and is refused elsewhere.</summary>
    public string? Category(string key, string? present = null)
    {
        var list = sheet.Column(key).Terms;
        var found = (string?)Read(key, present, text => Scene.Lookups.FindItem(list, text) switch
        {
            // What no term of an open list is called becomes one.
            { Found: null, Several: null } when list is { IsOpen: true } => new(PlainText.Clean(text)),
            var match => Boxed(match, item => item.Handle),
        });
        // Petitions hold their categories against it themselves.
        if (list is null || found is null || found == present) return found;
        var names = Scene.Lookups.Directory.Of(list);
        // Rows of a file that write a new one each in their own way mean the same.
        if (list.IsOpen && names.Find(found) is null) return Note(key, present, Scene.Memory<BroughtTerms>().Add(list, found));
        Check.CheckTerm(names, FieldOf(key), found, IsGiven(key) ? Cell(key).Text : null);
        return found;
    }

    /// <summary>The id of a record that the cell names.</summary>
    /// <param name="community">Whose it is, for lists of what communities have of their own.</param>
    public long? Id(string key, ReferenceSource lookup, long? present = null, int? community = null)
    {
        var found = (long?)Read(key, present, text => Boxed(Scene.Lookups.Find(lookup, text, community), id => id));
        if (found is { } id && found != present) CheckOffered(key, lookup, id);
        return found;
    }

    /// <summary>The same, where a record may go on naming what is archived by now.</summary>
    /// <param name="present">What it names.</param>
    /// <param name="names">By what that is called, in any language.</param>
    public long? IdOrPresent(string key, ReferenceSource lookup, long? present, IEnumerable<string?> names, int? community = null) =>
        present is not null && IsGiven(key) && Cell(key).Text is { } text
            && names.Any(name => ImportLookups.Fold(name) == ImportLookups.Fold(text))
            ? Note(key, present, present)
            : Id(key, lookup, present, community);

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
        Check.That(community == record.CommunityId || community == 0, FieldOf("community"), null, Rule.Fixed,
            Scene.Lookups.Directory.Name(record.CommunityId));
        return record.CommunityId;
    }

    /// <summary>The ids of all records that the cell names, separated by commas or lines.</summary>
    public IReadOnlyCollection<long> Ids(string key, ReferenceSource lookup, IReadOnlyCollection<long> present)
    {
        var found = Many(key, present, text => Scene.Lookups.Find(lookup, text));
        foreach (var id in found.Except(present)) CheckOffered(key, lookup, id);
        return found;
    }

    /// <summary>What the office has given up may stay where it is, and is refused elsewhere.</summary>
    private void CheckOffered(string key, ReferenceSource lookup, long id)
    {
        if (Scene.Lookups.InPlaceOf(lookup, id) is { } others)
            Check.That(false, FieldOf(key), IsGiven(key) ? Cell(key).Text : null, Rule.RetiredTerm, others);
    }

    public IReadOnlyCollection<int> Communities(string key, IReadOnlyCollection<int> present) =>
        Many(key, present, Scene.Lookups.FindCommunity);

    /// <summary>All texts of a cell, separated by commas or lines; what is there when the row does not tell the column.</summary>
    public IReadOnlyList<string> Texts(string key, IReadOnlyList<string> present)
    {
        if (!Has(key)) return Note(key, present, present);
        var cell = Cell(key);
        return Note(key, present, IsSound(key) && cell.Kind != CellKind.Empty ? (IReadOnlyList<string>)Parts(cell.Text!) : []);
    }

    /// <summary>The community that keeps the record; it must be one in which the caller may write.</summary>
    public int Community(string key = "community", int? present = null)
    {
        var given = Read(key, present, text => Boxed(Scene.Lookups.FindCommunity(text), id => Scene.MayWrite(id!.Value) ? id : null));
        if (given is int found) return found;
        if (!IsGiven(key) && (present ?? Scene.OnlyCommunity) is { } only) return only;
        Check.That(IsGiven(key), FieldOf(key), null, Rule.Required);
        return 0;
    }

    /// <summary>
    /// The community that a column names, or the only one that the caller may enter records of; for what is read before the row is
    /// judged. Null for none, and for a name that none has.
    /// </summary>
    internal int? PeekCommunity(string key = "community") =>
        Cell(key).Text is { } name ? Scene.Lookups.Community(name) : Scene.OnlyCommunity;

    /// <summary>Runs a rule whose refusals of "the day" or "the stage" mean the day in a column.</summary>
    public void Step(string dayKey, Action rule)
    {
        try
        {
            rule();
        }
        catch (RefusedException refusal)
        {
            throw new RefusedException([.. refusal.Violations.Select(violation =>
                violation.Field is "HappenedOn" or "Stage" or "Photo" ? violation with { Field = FieldOf(dayKey) } : violation)]);
        }
    }

    /// <summary>The field by which rules call a column.</summary>
    public string FieldOf(string key) => sheet.Column(key).Field;

    /// <summary>The cell of a column, as it is meant: what somebody has said that a value of the sheet stands for is read for it.</summary>
    internal SheetCell Cell(string key)
    {
        if (Header.Find(key) is not { } place) return default;
        var cell = Source[place];
        return Scene.Mapping?.MeaningOf(key, cell) is { } meant ? SheetCell.OfText(meant) : cell;
    }

    /// <summary>True when the cell is one that its column takes; what is wrong has been noted.</summary>
    private bool IsSound(string key) => unsound?.Contains(key) != true;

    private T Note<T>(string key, object? before, T after)
    {
        // A second reading may not know what was there.
        if (values is not null) values[key] = (before ?? values.GetValueOrDefault(key).Before, after);
        return after;
    }

    private object? Read(string key, object? present, Func<string, NameMatch<object>> find)
    {
        if (!Has(key)) return Note(key, present, present);
        var cell = Cell(key);
        if (!IsSound(key) || cell.Kind == CellKind.Empty) return Note(key, present, (object?)null);
        return Note(key, present, Found(key, cell.Text, find(cell.Text!)));
    }

    private T? Found<T>(string key, string? text, NameMatch<T> match)
    {
        if (match.Several is { } several) Check.That(false, FieldOf(key), text, Rule.SeveralOfName, several.Args);
        else Check.That(match.Found is not null, FieldOf(key), text, Rule.Unknown);
        return match.Found;
    }

    private static NameMatch<object> Boxed<T>(NameMatch<T> match, Func<T, object?> value) =>
        new(match.Found is { } found ? value(found) : null, match.Several);

    private IReadOnlyCollection<T> Many<T>(string key, IReadOnlyCollection<T> present, Func<string, NameMatch<T?>> find)
        where T : struct
    {
        if (!Has(key)) return Note(key, present, present);
        var cell = Cell(key);
        var found = new List<T>();
        foreach (var name in IsSound(key) && cell.Kind != CellKind.Empty ? Parts(cell.Text!) : [])
        {
            if (Found(key, name, find(name)) is { } id && !found.Contains(id)) found.Add(id);
        }

        return Note(key, present, (IReadOnlyCollection<T>)found);
    }

    private static string[] Parts(string text) =>
        text.Split([',', '，', '、', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private long? Amount(string key, long? present, int scale, Func<string?, long?> read, Rule rule)
    {
        if (!Has(key)) return Note(key, present, present);
        var cell = Cell(key);
        if (!IsSound(key) || cell.Kind == CellKind.Empty) return Note(key, present, (long?)null);
        var amount = cell.Kind == CellKind.Number ? Scaled(cell.Number, scale) : read(cell.Text);
        Check.That(amount is not null, FieldOf(key), cell.Text, rule);
        return Note(key, present, amount);
    }

    /// <summary>
    /// A number in hundredths or thousandths; null when it has more decimals. What a formula reckons is rounded off by a hair.
    /// </summary>
    private static long? Scaled(double number, int scale)
    {
        var scaled = number * scale;
        var whole = Math.Round(scaled);
        return Math.Abs(whole) < 1e17 && Math.Abs(scaled - whole) <= Math.Max(1e-6, Math.Abs(whole) * 1e-12) ? (long)whole : null;
    }
}
