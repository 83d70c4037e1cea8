using System.Globalization;
using System.Text;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Infrastructure;
using Concentric.Dashboard.Resources;
using Concentric.People;

namespace Concentric.Dashboard.Verbs;

/// <summary>What the program says to the person at the terminal, in the terminal's language; in both when that is neither.</summary>
internal static class Terminal
{
    private static readonly CultureInfo[] Both = [CultureInfo.GetCultureInfo(Languages.Chinese),
        CultureInfo.GetCultureInfo(Languages.English)];

    /// <summary>A text of TerminalText.resx with its values.</summary>
    public static string Text(string key, params object?[] values) =>
        string.Join(Environment.NewLine, Cultures.Select(culture => Text(culture, key, values)));

    /// <summary>A text of one line: two languages stand beside each other.</summary>
    public static string Line(string key, params object?[] values) =>
        string.Join(" / ", Cultures.Select(culture => Text(culture, key, values)));

    public static void Say(string key, params object?[] values) => Console.Out.WriteLine(Text(key, values));

    public static void Complain(string key, params object?[] values) => Console.Error.WriteLine(Text(key, values));

    /// <summary>Asks for what nobody else should read off the screen.</summary>
    public static string AskSecret(string key)
    {
        Console.Error.Write(Line(key));
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key != ConsoleKey.Backspace) typed.Append(pressed.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }

    /// <summary>Why an account or a key was refused.</summary>
    public static string Explain(AccountException refusal) =>
        string.Join(Environment.NewLine, Cultures.Select(culture =>
            UiTexts.Get(AccountProblems.KeyOf(refusal), culture, AccountProblems.ValuesOf(refusal))));

    /// <summary>The languages to speak, in order.</summary>
    public static IEnumerable<CultureInfo> Cultures =>
        Both.Where(culture => culture.TwoLetterISOLanguageName == CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) is var known
            && known.Any() ? known : Both;

    public static string Text(CultureInfo culture, string key, params object?[] values) => UiTexts.Get($"Terminal.{key}", culture, values);
}
