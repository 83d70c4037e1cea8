using System.Diagnostics.CodeAnalysis;

namespace Concentric.Rules;

/// <summary>
/// Reads the value of an enumeration from what people and programs write. The one place where this is done: the framework's own way
/// takes any number for a value, and a list of names for their sum.
/// </summary>
public static class EnumText
{
    /// <summary>True for the name of a defined value, in whatever case.</summary>
    public static bool TryRead<T>(string? text, out T value)
        where T : struct, Enum
    {
        var isRead = TryRead(typeof(T), text, out var found);
        value = isRead ? (T)found! : default;
        return isRead;
    }

    /// <inheritdoc cref="TryRead{T}"/>
    public static bool TryRead(Type type, string? text, [NotNullWhen(true)] out Enum? value)
    {
        value = text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && !text.Contains(',')
            && Enum.TryParse(type, text, ignoreCase: true, out var found) && Enum.IsDefined(type, found)
            ? (Enum)found : null;
        return value is not null;
    }

    /// <summary>The value of that name; null for anything else.</summary>
    public static T? Read<T>(string? text)
        where T : struct, Enum => TryRead<T>(text, out var value) ? value : null;
}
