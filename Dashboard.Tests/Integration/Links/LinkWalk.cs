using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration.Links;

/// <summary>
/// Follows the links of pages from one to the next, as somebody with a browser could, and writes down each that leads nowhere: not
/// found, refused, failed, to the sign-in, to a missing place of a page, or back to a page that is not above.
/// </summary>
/// <param name="browser">Signed in, or not; follows no redirects.</param>
/// <param name="elsewhere">For links that change the browser: language and theme.</param>
/// <param name="who">For the messages.</param>
/// <param name="byPair">
/// The bound of the walk: of the links that lead from one page to another with the same fields in their address, as from the list of
/// petitions to a petition, so many are followed as <see cref="Samples"/>. Else of those that lead to a page, whatever page they are on,
/// and of several fields at once none: the second language has the same addresses and other words.
/// </param>
internal sealed partial class LinkWalk(HttpClient browser, HttpClient elsewhere, string who, bool byPair)
{
    private const int Samples = 1;

    /// <summary>Combined fields of one page's address that are followed; one field alone always is.</summary>
    private const int MostCombinations = 6;

    private static readonly Uri Root = new("http://localhost/");

    private readonly Queue<Link> waiting = new();
    private readonly HashSet<string> visited = [];
    private readonly Dictionary<(string From, string To, string Fields), int> followed = [];
    private readonly Dictionary<string, HashSet<string>> combinations = [];
    private readonly List<string> problems = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private bool IsAnonymous => who.StartsWith("nobody", StringComparison.Ordinal);

    public IReadOnlyList<string> Problems => problems;

    /// <summary>The pages it saw, by their patterns, as <c>/petitions/*</c>.</summary>
    public HashSet<string> Pages { get; } = [];

    /// <summary>The buttons and forms of the pages themselves, by their words.</summary>
    public HashSet<string> Controls { get; } = [];

    public int Requests => visited.Count;

    public async Task WalkAsync(params string[] seeds)
    {
        foreach (var seed in seeds) Add(new(new Uri(Root, seed), new Uri(Root, seed), "", false));
        while (waiting.TryDequeue(out var link)) await FollowAsync(link);
    }

    private async Task FollowAsync(Link link)
    {
        var path = link.To.AbsolutePath;
        var client = path.StartsWith("/preferences/", StringComparison.Ordinal) ? elsewhere : browser;
        using var answer = await client.GetAsync(link.To.PathAndQuery, HttpCompletionOption.ResponseHeadersRead, Stop);
        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found or HttpStatusCode.MovedPermanently)
        {
            var to = new Uri(link.To, answer.Headers.Location!);
            if (to.Host != Root.Host) Fail(link, $"leaves the site for {to}");
            else if (!IsAnonymous && to.AbsolutePath == "/account/sign-in") Fail(link, "asks for sign-in");
            else if (client == browser) Add(link with { To = to, Text = "", IsBack = false });
            return;
        }

        if (answer.StatusCode != HttpStatusCode.OK)
        {
            Fail(link, $"{(int)answer.StatusCode} {answer.StatusCode}");
            return;
        }

        Pages.Add(PatternOf(path));
        if (answer.Content.Headers.ContentType?.MediaType != "text/html") return;
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Stop));
        if (link.To.Fragment.Length > 1 && page.GetElementById(Uri.UnescapeDataString(link.To.Fragment[1..])) is null)
            Fail(link, "no such place on the page");
        if (path.StartsWith("/jobs", StringComparison.Ordinal)) return;
        foreach (var control in page.QuerySelectorAll("main button, main form, main input[type=submit], main input[type=file]"))
            Controls.Add(WordsOf(control));
        foreach (var found in LinksOf(page, link.To))
        {
            // Back is up: to the list of the record, to the board of the cycle, to the overview.
            if (found.IsBack && !path.StartsWith(found.To.AbsolutePath, StringComparison.Ordinal))
                Fail(found, "leads back to no page above");
            Add(found);
        }
    }

    // Numbers differ from page to page. A form is known by how it is sent and by what it is, a button by the form that it sends too.
    private static string WordsOf(IElement control) => control.LocalName == "form" ? FormOf(control)
        : Digits().Replace($"{control.GetAttribute("aria-label") ?? control.TextContent.Trim()} {FormOf(control.Closest("form"))}".Trim(), "#");

    private static string FormOf(IElement? form) =>
        form is null ? "" : $"<form {$"{form.GetAttribute("method")} {form.ClassName}".Trim()}>";

    private static IEnumerable<Link> LinksOf(IDocument page, Uri here)
    {
        foreach (var element in page.QuerySelectorAll("[href], [src], form[action]"))
        {
            if (element.LocalName == "base") continue;
            if (element.LocalName == "form"
                && !string.Equals(element.GetAttribute("method") ?? "get", "get", StringComparison.OrdinalIgnoreCase)) continue;
            var address = element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")!;
            // What reloads the page, and what a program on the machine opens.
            if (address.Length == 0 || address.StartsWith("mailto:", StringComparison.Ordinal)
                || address.StartsWith("tel:", StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal)) continue;
            var text = element.TextContent.Trim();
            yield return new(new Uri(Root, address), here, text.TrimStart('‹').Trim(), element.LocalName == "a"
                && text.StartsWith('‹'))
            { IsOdd = address.AsSpan().IndexOfAny("{}<> ") >= 0 };
        }
    }

    private void Add(Link link)
    {
        if (link.To.Host != Root.Host)
        {
            Fail(link, "leads to another site");
            return;
        }

        if (link.IsOdd) Fail(link, "is no address");
        var address = link.To.PathAndQuery + link.To.Fragment;
        if (visited.Contains(address)) return;
        var (from, to) = (PatternOf(link.From.AbsolutePath), PatternOf(link.To.AbsolutePath));
        var fields = string.Join(' ', link.To.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split('=')[0]).Order(StringComparer.Ordinal));
        if (fields.Contains(' '))
        {
            var known = combinations.TryGetValue(to, out var present) ? present : combinations[to] = [];
            if (!known.Contains(fields) && known.Count >= (byPair ? MostCombinations : 0)) return;
            known.Add(fields);
        }

        var pair = (byPair ? from : "", to, fields + (link.To.Fragment.Length > 1 ? "#" : ""));
        var so = followed.GetValueOrDefault(pair);
        if (so >= Samples) return;
        followed[pair] = so + 1;
        if (visited.Add(address)) waiting.Enqueue(link);
    }

    private void Fail(Link link, string why) =>
        problems.Add($"{who}: {link.From.PathAndQuery} → {link.To.PathAndQuery}{link.To.Fragment} “{link.Text}”: {why}");

    // A file of the program is one address; a page is known by its route.
    private static string PatternOf(string path) => PageRoutes.PatternOf(path)
        ?? string.Join('/', path.Split('/').Select(part => part.All(char.IsAsciiDigit) && part.Length > 0 ? "*" : part));

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    /// <param name="IsBack">The arrow at the head of a page.</param>
    private sealed record Link(Uri To, Uri From, string Text, bool IsBack)
    {
        /// <summary>Has letters that no address has, as when an object was written instead of its address.</summary>
        public bool IsOdd { get; init; }
    }
}
