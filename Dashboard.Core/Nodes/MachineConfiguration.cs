using Concentric.Data;

namespace Concentric.Nodes;

/// <summary>
/// What files, environment and command line of this node set. What is set on screen is the same for all; this is what one node may say
/// otherwise than another.
/// </summary>
/// <param name="Read">By key; a secret's value is left to a mark that does not give it away.</param>
public sealed record MachineConfiguration(Func<IReadOnlyDictionary<string, string>> Read)
{
    /// <summary>A line for each setting, in the order of their keys; what is past the column's length is left out.</summary>
    public string Write()
    {
        var text = string.Join('\n', Read().OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key}={one.Value.ReplaceLineEndings(" ")}"));
        return text.Length <= TextLimits.Description ? text : text[..Math.Max(0, text.LastIndexOf('\n', TextLimits.Description))];
    }

    /// <summary>What was written, by key.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string written) =>
        written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1]);
}
