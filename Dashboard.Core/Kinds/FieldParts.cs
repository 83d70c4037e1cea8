using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Concentric.Data;

namespace Concentric.Kinds;

/// <summary>How a field is kept in parts of its record: in rows of their own that are loaded, changed and saved with it.</summary>
public abstract class FieldParts<T>
    where T : EnteredRecord
{
    /// <summary>The entity's list of parts.</summary>
    public abstract PropertyInfo Property { get; }

    /// <summary>True when a part holds something personal, as the entities declare it.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>What rules need of a record, as it is included in a query.</summary>
    internal abstract string Needed { get; }

    /// <summary>The same with what pages show.</summary>
    internal virtual string Shown => Needed;

    /// <summary>What a record says, as <see cref="FieldValues{T}"/> holds it; null for nothing.</summary>
    public abstract object? Read(T record);

    /// <summary>Has a draft say something.</summary>
    internal abstract void Write(T draft, object? value);

    /// <summary>Gives a draft a list of its own, so that what is tried on it does not touch the record.</summary>
    internal abstract void Separate(T draft);

    /// <summary>Makes the record's parts those of its draft: what both have stays the same row.</summary>
    internal abstract void Take(T record, T draft);

    /// <summary>Where an entity holds a list that it makes itself.</summary>
    /// <exception cref="ArgumentException">It holds none of the name.</exception>
    protected static FieldInfo HeldIn(string list) =>
        typeof(T).GetField($"<{list}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance)
        ?? throw new ArgumentException($"{typeof(T).Name} keeps no list {list}.", nameof(list));

    /// <summary>What the parts refer to, with its name in each language.</summary>
    internal virtual IReadOnlyList<NamedPart> NamesOf(T record) => [];
}

/// <summary>What a part of a record refers to.</summary>
public sealed record NamedPart(long Id, string Name, string NameEn)
{
    public string NameFor(CultureInfo culture) => culture.Pick(Name, NameEn);
}

/// <inheritdoc cref="FieldParts{T}"/>
/// <param name="list">The entity's list.</param>
/// <param name="value">What a part stands for: the id of what it refers to as <see cref="long"/>, or a text.</param>
/// <param name="make">A part that stands for a value.</param>
public sealed class FieldParts<T, TPart>(
    Expression<Func<T, List<TPart>>> list, Expression<Func<TPart, object>> value, Func<object, TPart> make) : FieldParts<T>
    where T : EnteredRecord
    where TPart : class
{
    private readonly Func<T, List<TPart>> parts = list.Compile();
    private readonly Func<TPart, object> valueOf = value.Compile();
    private readonly FieldInfo held = HeldIn(((MemberExpression)list.Body).Member.Name);

    private (Func<TPart, string>, Func<TPart, string>)? names;

    public override PropertyInfo Property { get; } = (PropertyInfo)((MemberExpression)list.Body).Member;

    public override bool IsPersonal { get; } = PersonalFields.AreReadBy(value);

    /// <summary>Which parts the field tells, where several fields share a list; all when left out.</summary>
    public Func<TPart, bool> Tells { get; init; } = _ => true;

    /// <summary>Makes a part of the record what that of its draft is, where a part tells more than its value.</summary>
    public Action<TPart, TPart>? Update { get; init; }

    /// <summary>What the part refers to is called.</summary>
    public Expression<Func<TPart, string>>? Name { get; init; }

    /// <summary>The same in English; as <see cref="Name"/> when left out.</summary>
    public Expression<Func<TPart, string>>? NameEn { get; init; }

    internal override string Needed => Way(value) is { } way ? $"{Property.Name}.{way}" : Property.Name;

    internal override string Shown => Name is not null && Way(Name) is { } way ? $"{Property.Name}.{way}" : Needed;

    public override object? Read(T record) => FieldList.Of(parts(record).Where(Tells).Select(valueOf));

    internal override void Write(T draft, object? value)
    {
        var wanted = value as FieldList ?? (IReadOnlyList<object>)[];
        var present = parts(draft);
        present.RemoveAll(part => Tells(part) && !wanted.Contains(valueOf(part)));
        present.AddRange(wanted.Except(present.Where(Tells).Select(valueOf)).ToList().Select(make));
    }

    internal override void Separate(T draft) => held.SetValue(draft, new List<TPart>(parts(draft)));

    internal override void Take(T record, T draft)
    {
        var (kept, said) = (parts(record), parts(draft).ToLookup(valueOf));
        kept.RemoveAll(part => !said.Contains(valueOf(part)));
        var known = kept.ToDictionary(valueOf);
        foreach (var part in said.SelectMany(same => same))
        {
            if (!known.TryGetValue(valueOf(part), out var present)) kept.Add(part);
            else if (!ReferenceEquals(present, part)) Update?.Invoke(present, part);
        }
    }

    internal override IReadOnlyList<NamedPart> NamesOf(T record)
    {
        if (Name is null || parts(record) is not { Count: > 0 } present) return [];
        var (name, nameEn) = names ??= (Name.Compile(), (NameEn ?? Name).Compile());
        return [.. present.Where(Tells).Select(part => new NamedPart((long)valueOf(part), name(part), nameEn(part)))];
    }

    private static string? Way(LambdaExpression told)
    {
        var body = told.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : told.Body;
        return body is MemberExpression { Expression: MemberExpression way } ? way.Member.Name : null;
    }
}
