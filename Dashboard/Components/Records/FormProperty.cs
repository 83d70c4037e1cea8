using System.Globalization;
using System.Reflection;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Dashboard.Components.Records;

/// <summary>One of the values that a form holds: a property of its class, or a field of a declared kind.</summary>
/// <param name="Name">As commands name it when they refuse it.</param>
/// <param name="IsPersonal">True when it is shown masked.</param>
/// <param name="Read">What a form says.</param>
/// <param name="Write">Has a form say something.</param>
public sealed record FormProperty(string Name, bool IsPersonal, Func<object, object?> Read, Action<object, object?> Write)
{
    /// <summary>Stands for a field that a form does not speak of.</summary>
    public static readonly object Left = new();

    public string Label => RuleTexts.Field(Name, CultureInfo.CurrentUICulture);

    /// <summary>All values of a form.</summary>
    public static IEnumerable<FormProperty> Of(object form) => form is IFieldValues values
        ? AllKinds.Of(values.GetType().GetGenericArguments()[0])!.Declared.Where(field => field.IsEntered || field.IsReason)
            .Select(field => new FormProperty(
            field.Key, field.IsPersonal, one => Of(one, field), (one, value) => Take(one, field, value)))
        : form.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .Select(property => new FormProperty(property.Name, PersonalFields.Has(property.Name), property.GetValue, property.SetValue));

    private static object? Of(object form, Field field) => ((IFieldValues)form).Has(field) ? ((IFieldValues)form)[field] : Left;

    private static void Take(object form, Field field, object? value)
    {
        if (ReferenceEquals(value, Left)) ((IFieldValues)form).Leave(field);
        else ((IFieldValues)form)[field] = value;
    }
}
