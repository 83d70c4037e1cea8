using System.Collections;
using System.Globalization;

namespace Concentric.Kinds;

/// <summary>Values of fields in the one form in which they are held between reading and storing.</summary>
internal static class FieldValue
{
    /// <summary>
    /// Numbers and references as <see cref="long"/>, several values as <see cref="FieldList"/>, enums as themselves; null for nothing, as
    /// an empty text.
    /// </summary>
    /// <exception cref="ArgumentException">The field can't hold it.</exception>
    public static object? Normal(Field field, object? value)
    {
        if (value is null or "") return null;
        if (field.Type.IsList()) return List(field, value as IEnumerable ?? throw Unfit(field, "several values", value));
        if (field.Type.IsNumber() || field.Type == FieldDataType.Reference)
        {
            var number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
            // Nought is nothing where the store holds it for want of a value.
            return number == 0 && !field.IsRequired && field.NeedsValue ? null : number;
        }

        var type = field.Type switch
        {
            FieldDataType.Day => typeof(DateOnly),
            FieldDataType.Term => field.TermType!,
            FieldDataType.YesNo => typeof(bool),
            FieldDataType.Community => typeof(int),
            _ => typeof(string),
        };
        return type.IsInstanceOfType(value)
            ? value
            : throw Unfit(field, type.Name, value);
    }

    private static FieldList? List(Field field, IEnumerable values)
    {
        var list = FieldList.Of(values);
        var type = field.Type == FieldDataType.Addresses ? typeof(string) : typeof(long);
        return list?.FirstOrDefault(one => !type.IsInstanceOfType(one)) is { } unfit ? throw Unfit(field, type.Name, unfit) : list;
    }

    private static ArgumentException Unfit(Field field, string type, object value) =>
        new($"{field.Key} holds {type}, not {value.GetType().Name}.", nameof(value));

    /// <summary>As the property holds it.</summary>
    public static object? Stored(Field field, object? value)
    {
        var type = Nullable.GetUnderlyingType(field.Property!.PropertyType) ?? field.Property.PropertyType;
        if (value is null) return !field.NeedsValue ? null : type == typeof(string) ? "" : Activator.CreateInstance(type);
        return value is long number && type != typeof(long) ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture) : value;
    }
}
