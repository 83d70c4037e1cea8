namespace Concentric.Rules;

/// <summary>Masks personal data: 张**, 138****5678, 7-2-***.</summary>
public static class Masking
{
    /// <summary>Masks a name, phone number or address; null and empty stay as they are.</summary>
    public static string? Mask(string? value)
    {
        if (string.IsNullOrEmpty(value)) return value;
        var digits = value.Count(char.IsAsciiDigit);
        // Building, unit and room, however long the numbers are.
        if (value.Count(character => character == '-') >= 2 && digits > 0) return value[..(value.LastIndexOf('-') + 1)] + "***";
        if (digits >= 7)
            return value.Length <= 7 ? new string('*', value.Length) : $"{value[..3]}{new string('*', value.Length - 7)}{value[^4..]}";
        if (digits > 0 && value.LastIndexOf('-') is > 0 and var dash) return value[..(dash + 1)] + "***";
        var first = System.Globalization.StringInfo.GetNextTextElement(value);
        return first + "**";
    }
}
