using System.Text.RegularExpressions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components;

/// <summary>Addresses as they stand in the source: links, buttons that navigate, notices, workbooks, redirects.</summary>
public sealed partial class AddressesTests
{
    /// <summary>What begins with a slash and is no page: endpoints, whose own tests ask for them, and parts of addresses.</summary>
    private static readonly string[] Others =
    [
        "/account", "/account/sign-out", "/account/sign-out/everywhere", "/account/seen", "/metrics", "/metrics/*/records",
        "/metrics/*/change", "/small", "/runs/*/errors", "/import/*/upload", "/preferences", "/language/*", "/theme/*", "/health/live",
        "/health/ready", "/api", "/api/v1", "/openapi", "/_blazor", "/jobs", "/office/seal.png",
    ];

    [Fact]
    public void EveryAddressInTheSource_IsThatOfAPage()
    {
        List<string> found = [];
        var seen = 0;
        foreach (var (path, text) in Sources())
        {
            foreach (Match match in Literal().Matches(text))
            {
                seen++;
                // What is filled in stands for an id or a key, and may carry a query of its own.
                var address = Filled().Replace(match.Groups[1].Value, "1").Split('?', '#')[0];
                if (address.Length > 1) address = address.TrimEnd('/');
                if (PageRoutes.Of(address) is null && !Others.Any(other => Matches(other, address)) && !IsFile(address))
                    found.Add($"{path}: {match.Value}");
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.True(seen > 150, $"Only {seen} addresses were found.");
    }

    /// <summary><c>@(x).Y</c> in an attribute writes x as a text and then “.Y”: <c>@(x.Y)</c> was meant.</summary>
    [Fact]
    public void NoMarkup_WritesAnObjectAndThenTheNameOfItsProperty() =>
        Assert.Empty(Sources().Where(source => source.Path.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(source => CutExpression().Matches(source.Text).Select(match => $"{source.Path}: {match.Value}")));

    private static bool IsFile(string address) => address.StartsWith("/lists/", StringComparison.Ordinal)
        || address.StartsWith("/views/", StringComparison.Ordinal) || address.StartsWith("/import/runs/", StringComparison.Ordinal)
        || address.EndsWith("/file", StringComparison.Ordinal) || address.EndsWith("/template.xlsx", StringComparison.Ordinal)
            || address.Contains("/photos", StringComparison.Ordinal)
            || address.StartsWith("/attachments/", StringComparison.Ordinal) || address.StartsWith("/unsaved/", StringComparison.Ordinal);

    private static bool Matches(string pattern, string address) =>
        Regex.IsMatch(address, $"^{Regex.Escape(pattern).Replace(@"\*", "[^/]+", StringComparison.Ordinal)}$");

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        foreach (var project in new[] { "Dashboard", "Dashboard.Core" })
        {
            var root = Path.Combine(Repository.Root, project);
            foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)))
            {
                var path = Path.GetRelativePath(Repository.Root, file);
                if (!path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "Migrations" or "Sheets" or "Files"))
                    yield return (path, File.ReadAllText(file));
            }
        }
    }

    [GeneratedRegex("""(?<![A-Za-z0-9)}])"(/(?:[a-z*][^"\s<>]*)?)"(?![a-z])""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{(?:[^{}]|\{[^{}]*\})*\}|@\((?:[^()]|\([^()]*\))*\)|@[A-Za-z][\w.]*")]
    private static partial Regex Filled();

    [GeneratedRegex("""="@\((?:[^()"]|"[^"]*"|\((?:[^()"]|"[^"]*"|\([^()]*\))*\))*\)\.[A-Za-z]\w*""")]
    private static partial Regex CutExpression();
}
