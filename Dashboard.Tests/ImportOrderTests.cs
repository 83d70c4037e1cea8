using System.Text.RegularExpressions;
using Concentric.Tests.TestData;

namespace Concentric.Tests;

/// <summary>
/// Imports stand in the order that <c>dotnet format</c> gives them. Asking it takes the compiler's look at every project, half a minute
/// of a processor; the rest of what it says of the format is said by its look at white space, which needs no project.
/// </summary>
public sealed partial class ImportOrderTests
{
    [Fact]
    public void Imports_AreInOrder()
    {
        var problems = Repository.SourceFiles()
            .Select(file => (Name: file, Problem: Misplaced(File.ReadLines(Path.Combine(Repository.Root, file)))))
            .Where(file => file.Problem is not null).Select(file => $"{file.Name}: {file.Problem}").ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData(null, "using System;", "using System.Text;", "using Azure;", "using Azure.Core;")]
    [InlineData(null, "global using Zoo;", "using A;", "using static System.Math;", "using static A.B;", "using System = A.C;")]
    [InlineData("using System;", "using Azure;", "using System;")]
    [InlineData("using Azure;", "using Azure.Core;", "using Azure;")]
    [InlineData("using azure.A;", "using Azure.B;", "using azure.A;")]
    [InlineData("using Zoo;", "using static Azure.Core;", "using Zoo;")]
    [InlineData("using static B.C;", "using A = D.E;", "using static B.C;")]
    [InlineData("using A = X.Y;", "using B = D.E;", "using A = X.Y;")]
    [InlineData("using Azure;", "using Zoo;", "", "// The rest.", "using Azure;")]
    public void TheFirst_ThatStandsTooLate_IsNamed(string? expected, params string[] lines) =>
        Assert.Equal(expected, Misplaced([.. lines, "namespace Concentric;", "using var late = Azure;"]));

    /// <summary>The first import that belongs before the one above it; null when there is none.</summary>
    private static string? Misplaced(IEnumerable<string> lines)
    {
        (int Kind, string Name)? last = null;
        foreach (var line in lines)
        {
            // Behind the first declaration "using" begins a statement.
            if (Declaration().IsMatch(line)) return null;
            if (Import().Match(line) is not { Success: true } import) continue;
            var kind = (import.Groups["global"].Success ? 0 : 3)
                + (import.Groups["alias"].Success ? 2 : import.Groups["static"].Success ? 1 : 0);
            var name = import.Groups[kind % 3 == 2 ? "alias" : "name"].Value;
            if (last is { } above && (kind < above.Kind || (kind == above.Kind && Compare(name, above.Name, kind % 3 == 2) < 0)))
                return line;
            last = (kind, name);
        }

        return null;
    }

    /// <summary>Word by word whatever the case, what is shorter first, and System before everything but among the names of types.</summary>
    private static int Compare(string one, string other, bool isAlias)
    {
        var (left, right) = (one.Split('.'), other.Split('.'));
        if (!isAlias && left[0] == "System" != (right[0] == "System")) return left[0] == "System" ? -1 : 1;
        return left.Zip(right, StringComparer.OrdinalIgnoreCase.Compare).FirstOrDefault(order => order != 0) is var order and not 0
            ? order : left.Length - right.Length;
    }

    [GeneratedRegex(@"^(namespace|(public|internal|file|static|sealed|abstract|partial|readonly) |(class|record|struct|interface|enum) )")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(?<global>global )?using ((?<static>static )|(?<alias>\w+) = )?(?<name>[\w.:]+)")]
    private static partial Regex Import();
}
