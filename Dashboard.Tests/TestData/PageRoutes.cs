using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Concentric.Tests.TestData;

/// <summary>The pages of the application by their addresses, as the router has them.</summary>
internal static class PageRoutes
{
    private static readonly IReadOnlyList<(Type Page, string Pattern, TemplateMatcher Matcher)> All =
    [
        .. from page in typeof(Program).Assembly.GetTypes()
           from route in page.GetCustomAttributes<RouteAttribute>()
           let template = TemplateParser.Parse(route.Template.TrimStart('/'))
           orderby template.Parameters.Count
           select (page,
               "/" + string.Join('/',
                   template.Segments.Select(segment => segment.IsSimple && segment.Parts[0].IsParameter ? "*" : segment.Parts[0].Text)),
                   new TemplateMatcher(template, [])),
    ];

    /// <summary>Every page, as <c>/petitions/*</c>.</summary>
    public static IEnumerable<string> Patterns => All.Select(route => route.Pattern);

    /// <summary>The page at a path (without query and fragment); null when there is none.</summary>
    public static Type? Of(string path) => Find(path).Page;

    /// <summary>Its pattern; null when there is no page.</summary>
    public static string? PatternOf(string path) => Find(path).Pattern;

    private static (Type? Page, string? Pattern) Find(string path)
    {
        foreach (var (page, pattern, matcher) in All)
        {
            var values = new RouteValueDictionary();
            if (matcher.TryMatch(path, values)
                && matcher.Template.Parameters.All(parameter =>
                    parameter.InlineConstraints.All(constraint => Holds(constraint.Constraint, values[parameter.Name!])))) return (page,
                    pattern);
        }

        return default;
    }

    private static bool Holds(string constraint, object? value) => constraint switch
    {
        "long" => long.TryParse(value as string, out _),
        "int" => int.TryParse(value as string, out _),
        ['r', 'e', 'g', 'e', 'x', '(', .. var pattern, ')'] => value is string text && Regex.IsMatch(text, pattern),
        _ => throw new NotSupportedException($"The constraint {constraint} of a page's route is not known here."),
    };
}
