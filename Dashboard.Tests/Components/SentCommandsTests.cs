using System.Reflection;
using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components;

/// <summary>
/// A command that was sent is not ended by leaving the page: whoever presses a button and goes on at once has pressed it. What is only
/// read ends with the page, and so, on purpose, does a step that is taken record by record over a list (<c>BulkDialog</c>): it has a
/// button that stops it, each record is done or not, and the records say which.
/// </summary>
public sealed partial class SentCommandsTests
{
    [Fact]
    public void NoCommand_IsEndedByLeaving()
    {
        var commands = Commands();
        Assert.True(commands.Count > 60, "The walk sees too few commands.");
        var (seen, ended) = (0, new List<string>());
        foreach (var file in Pages())
        {
            var text = File.ReadAllText(file);
            foreach (Match call in Call().Matches(text))
            {
                var (name, arguments) = (call.Groups[1].Value, Arguments(text, call.Index + call.Length));
                if (!arguments.Contains("aller", StringComparison.Ordinal)) continue;
                seen++;
                // By its name in Core, or, of what else takes a caller, because it is not called as what reads is.
                if (IsEndedByLeaving(arguments) && (commands.Contains(name) || !Reads().IsMatch(name)))
                    ended.Add($"{Path.GetRelativePath(Repository.Root, file)}: {name}");
            }
        }

        Assert.True(seen > 150, "The walk sees too few calls.");
        Assert.Equal([], ended);
    }

    [Theory]
    [InlineData("caller, id, Leaving", true)]
    [InlineData("caller, id, password, Leaving, onlyOf: row", true)]
    [InlineData("await Callers.GetAsync(), id, CancellationToken.None", false)]
    [InlineData("Queries.ReadAsync(caller, id, Leaving), found => detail = found", false)]
    public void AToken_IsSeenWhereverItStands(string arguments, bool isEnded) => Assert.Equal(isEnded, IsEndedByLeaving(arguments));

    /// <summary>What is handed to calls among the arguments is theirs.</summary>
    private static bool IsEndedByLeaving(string arguments)
    {
        while (Nested().Replace(arguments, "") is var own && own != arguments) arguments = own;
        return Leaving().IsMatch(arguments);
    }

    private static HashSet<string> Commands() =>
    [
        .. typeof(DashboardDbContext).Assembly.GetTypes()
            .Where(type => type.Name.Split('`')[0].EndsWith("Commands", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(method => method.ReturnType.IsAssignableTo(typeof(Task))).Select(method => method.Name)
            .Where(name => !Reads().IsMatch(name)),
    ];

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "Dashboard"), "*.*", SearchOption.AllDirectories)
            .Where(file => (file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
                && !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    /// <summary>What stands between the parentheses of a call.</summary>
    private static string Arguments(string text, int from)
    {
        var (end, open) = (from, 1);
        for (; open > 0 && end < text.Length; end++) open += text[end] switch { '(' => 1, ')' => -1, _ => 0 };
        return text[from..(end - 1)];
    }

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Nested();

    [GeneratedRegex(@"\bLeaving\b")]
    private static partial Regex Leaving();

    [GeneratedRegex(@"\b(\w+)\(")]
    private static partial Regex Call();

    [GeneratedRegex("^(Read|Find|List|Load|Begin|Offer|Versions|Suggest|Count|Closed|Named|Arrivals|Of|All|Detail|Reveal|Try"
        + "|Appeals|Has|Certificate|Scheme|Moves|History|Thread|Waiting|Usual)")]
    private static partial Regex Reads();
}
