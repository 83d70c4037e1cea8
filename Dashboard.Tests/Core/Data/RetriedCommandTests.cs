using System.Text.RegularExpressions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Data;

/// <summary>
/// Whoever begins a transaction runs it again where the store gives it up for another's sake. Read from the source, so that a new command
/// can't leave it out.
/// </summary>
public sealed partial class RetriedCommandTests
{
    private const string Begin = "BeginTransactionAsync(";
    private const string Run = "StoreRetry.RunAsync(";

    /// <summary>Methods that begin a transaction and are not run again by whoever calls them, and why.</summary>
    private static readonly Dictionary<string, string> Outside = new(StringComparer.Ordinal)
    {
        ["Dashboard.Core/Data/ChangeRecorder.cs: SaveAsync"] = "part of a save, whose command is run again",
        ["Dashboard.Core/Data/ChangeRecorder.cs: SaveLogAsync"] = "begins again itself",
        ["Dashboard.Core/Data/ReadTransactions.cs: ReadUnderAsync"] = "only reads, each statement being sent again by itself",
        ["Dashboard.Core/Data/ReadTransactions.cs: BeginReadAsync"] = "only reads",
        ["Dashboard.Core/Search/SearchIndexer.cs: MakeAsync"] = "part of a step, which is run again as a whole",
        ["Dashboard.Core/Search/SearchIndexer.cs: WriteAsync"] = "part of a step, which is run again as a whole",
        ["Dashboard/Demo/Generator/StoreGenerator.cs: WriteAsync"] = "fills a store on which nobody else works",
        ["Dashboard/Demo/Street/DemoData.cs: LoadAsync"] = "fills a store on which nobody else works",
        ["Dashboard/Infrastructure/Health.cs: SaveAsync"] = "a trial that tells that the store is busy",
    };

    [Fact]
    public void EveryTransaction_IsRunAgainAsAWhole()
    {
        var (outside, begun) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var path in Repository.SourceFiles().Where(path => path.StartsWith("Dashboard.Core/", StringComparison.Ordinal)
            || path.StartsWith("Dashboard/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, path));
            if (!text.Contains(Begin, StringComparison.Ordinal)) continue;
            begun++;
            var methods = Methods(text);
            foreach (var method in methods.Where(method => method.Body.Contains(Begin, StringComparison.Ordinal)))
            {
                if (!method.Name.EndsWith("OnceAsync", StringComparison.Ordinal) || !IsRunAgain(method.Name, methods, []))
                    outside.Add($"{path}: {method.Name}");
            }
        }

        Assert.InRange(begun, 20, 100);
        Assert.Equal(Outside.Keys.Order(StringComparer.Ordinal), outside.Order(StringComparer.Ordinal));
    }

    /// <summary>True when each call stands within <see cref="Run"/>, or in a method of which the same is true.</summary>
    private static bool IsRunAgain(string name, IReadOnlyList<(string Name, string Body)> methods, HashSet<string> seen)
    {
        if (!seen.Add(name)) return true;
        var calls = methods.Where(method => Regex.IsMatch(method.Body, $@"\b{name}(<\w+>)?\(")).ToList();
        return calls.Count > 0 && calls.All(caller => Regex.Matches(caller.Body, $@"\b{name}(<\w+>)?\(").All(call =>
            IsWithinRun(caller.Body, call.Index)
            || (caller.Name.EndsWith("OnceAsync", StringComparison.Ordinal) && IsRunAgain(caller.Name, methods, seen))
            // In the transaction of whoever calls.
            || caller.Body[..call.Index].EndsWith("is not null) return ", StringComparison.Ordinal)));
    }

    private static bool IsWithinRun(string body, int at)
    {
        for (var run = body.IndexOf(Run, StringComparison.Ordinal); run >= 0 && run < at;
            run = body.IndexOf(Run, run + 1, StringComparison.Ordinal))
        {
            var (end, depth) = (run + Run.Length, 1);
            for (; end < body.Length && depth > 0; end++) depth += body[end] switch { '(' => 1, ')' => -1, _ => 0 };
            if (at < end) return true;
        }

        return false;
    }

    /// <summary>The methods of a source, each from behind its name to the next.</summary>
    private static List<(string Name, string Body)> Methods(string text)
    {
        var heads = Head().Matches(text).ToList();
        return [.. heads.Select((head, i) => (head.Groups["name"].Value,
            text[(head.Index + head.Length)..(i + 1 < heads.Count ? heads[i + 1].Index : text.Length)]))];
    }

    [GeneratedRegex(@"^ {4,8}(?:(?:public|private|internal|protected|static|async|override|sealed) )+[\w<>?,\[\]\(\) .]+? "
        + @"(?<name>\w+)(?:<\w+>)?\(|^ {8}async [\w<>?]+ (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Head();
}
