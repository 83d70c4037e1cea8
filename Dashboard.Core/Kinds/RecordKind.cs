using Concentric.Data;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Kinds;

/// <summary>
/// A kind of record, declared once beside its entity. Its ledger, list, form, page, import with template, export, search and the words of
/// its audit trail follow from its fields. What its steps do is code of the entity. <see cref="AllKinds"/> lists all of them.
/// </summary>
/// <param name="key">As in <c>errand</c>; see <see cref="RecordKinds"/>.</param>
/// <param name="path">Where its pages are, as in <c>/errands</c>.</param>
public abstract class RecordKind(string key, string path)
{
    public string Key => key;

    public string Path => path;

    public abstract Type RecordType { get; }

    /// <summary>The fields, in the order of files.</summary>
    public abstract IReadOnlyList<Field> Declared { get; }

    /// <summary>The fields that people enter, in the order of forms and templates: the community first, for it decides the rest.</summary>
    public IReadOnlyList<Field> Entered =>
        [.. Declared.Where(one => one.IsEntered).OrderBy(one => one.Type == FieldDataType.Community ? 0 : 1)];

    /// <summary>The fields of a form: why something is corrected is asked when it is.</summary>
    public IEnumerable<Field> InForm(bool isNew) =>
        Entered.Where(one => isNew ? !one.IsLater : !one.IsFixed).Concat(Declared.Where(one => one.IsReason && !isNew));

    public abstract RecordList RecordList { get; }

    public abstract RegisteredKind Registered { get; }

    /// <summary>True when records of the kind come in from spreadsheets.</summary>
    public bool IsImported => Declared.Any(one => one.IsImported);

    /// <summary>The class of a sheet that needs services besides, as what the office has set; null for one that needs none.</summary>
    public Type? SheetType { get; init; }

    /// <summary>How it comes in from spreadsheets, when it does, and <see cref="SheetType"/> says nothing else.</summary>
    public abstract ImportSheet Sheet { get; }

    /// <summary>True when the caller may enter records of the kind at all, in some community or for the street.</summary>
    public abstract bool IsOpenTo(CurrentUser caller);

    /// <summary>Ids of the records that the caller may read, archived ones included, as part of a query.</summary>
    internal abstract IQueryable<long> ReadableIds(DashboardDbContext db, CurrentUser caller);

    /// <summary>A record that the caller may change, tracked; null when there is none such, or it is archived.</summary>
    /// <exception cref="RefusedException">The kind forbids to change it (<see cref="RecordKind{T}.WriteGuard"/>).</exception>
    internal abstract Task<EnteredRecord?> FindWritableAsync(DashboardDbContext db, CurrentUser caller, long id,
        CancellationToken cancellationToken);

    /// <summary>The record that a form entered, if the caller may change it; null when the form has entered none.</summary>
    internal abstract Task<long?> FindEnteredAsync(DashboardDbContext db, CurrentUser caller, Guid requestId,
        CancellationToken cancellationToken);

    /// <summary>The field of an entity's property, as the audit trail names it; null when it is none.</summary>
    public Field? FindProperty(string property) => Declared.FirstOrDefault(field => field.Property?.Name == property);

    /// <summary>The same, or the field of a key, by which a person who had it shown is written down.</summary>
    public Field? FindNamed(string name) => Declared.FirstOrDefault(field => field.Key == name) ?? FindProperty(name);
}
