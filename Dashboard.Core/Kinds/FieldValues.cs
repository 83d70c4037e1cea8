using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Concentric.Data;

namespace Concentric.Kinds;

/// <summary>
/// What is said about a record, by field: the fields of a form as they are filled in, the cells of a row, the values of a request.
/// </summary>
public interface IFieldValues
{
    /// <summary>The fields that are spoken of, whether with a value or with none.</summary>
    IReadOnlyCollection<Field> Told { get; }

    /// <summary>True when the field is spoken of.</summary>
    bool Has(Field field);

    /// <summary>What is said of a field; null for nothing, or when it is not spoken of.</summary>
    object? this[Field field] { get; set; }

    /// <summary>The field is not spoken of: it stays as it is.</summary>
    void Leave(Field field);
}

/// <inheritdoc cref="IFieldValues"/>
/// <remarks>
/// A correction says only what is to be different: a field that is not spoken of stays, one that is said to be nothing is taken out.
/// Numbers and references are held as <see cref="long"/>, several of them as <see cref="FieldList"/>, enums as themselves, the
/// community that keeps the record as <see cref="int"/>.
/// </remarks>
[JsonConverter(typeof(FieldValuesJson))]
public sealed class FieldValues<T> : IFieldValues
    where T : EnteredRecord
{
    private readonly Dictionary<string, object?> values = [];

    private static RecordKind<T> Kind => AllKinds.Of<T>();

    public IReadOnlyCollection<Field> Told => [.. Kind.Declared.Where(Has)];

    public bool Has(Field field) => values.ContainsKey(field.Key);

    /// <exception cref="ArgumentException">The field can't hold the value.</exception>
    public object? this[Field field]
    {
        get => values.GetValueOrDefault(field.Key);
        set => values[field.Key] = FieldValue.Normal(field, value);
    }

    /// <summary>
    /// The value of the field of a property. Makes an expression at each call: files, which bring many rows, go by the field.
    /// </summary>
    /// <exception cref="KeyNotFoundException">No field has the property.</exception>
    public object? this[Expression<Func<T, object?>> property]
    {
        get => this[Kind.FieldOf(property)];
        set => this[Kind.FieldOf(property)] = value;
    }

    public void Leave(Field field) => values.Remove(field.Key);

    /// <summary>The same with another value.</summary>
    public FieldValues<T> With(Expression<Func<T, object?>> property, object? value) => With(Kind.FieldOf(property), value);

    /// <inheritdoc cref="With(Expression{Func{T, object?}}, object?)"/>
    public FieldValues<T> With(Field field, object? value)
    {
        var copy = new FieldValues<T>();
        foreach (var (key, said) in values) copy.values[key] = said;
        copy[field] = value;
        return copy;
    }
}
