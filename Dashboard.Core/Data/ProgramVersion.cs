using System.Reflection;

namespace Concentric.Data;

/// <summary>Which version of the program this is.</summary>
public static class ProgramVersion
{
    /// <summary>As in <c>0.1.0</c>.</summary>
    public static string Current { get; } = Read();

    private static string Read()
    {
        var text = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        // Behind the plus is what it was built of, which nobody compares.
        return text.Split('+')[0];
    }
}
