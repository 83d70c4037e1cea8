using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Components.Records;

/// <summary>What is to be done next with a record.</summary>
/// <param name="What">In the words of the button that does it.</param>
/// <param name="By">Day by which it is due; null when nothing tells of it.</param>
/// <param name="Who">Who is to do it; null when nothing tells of it.</param>
public sealed record NextStep(string What, DateOnly? By = null, string? Who = null)
{
    /// <summary>There may be something to do, of which nothing tells when: no word is said of it.</summary>
    public static NextStep Untold { get; } = new("");

    /// <summary>Says it in a sentence; that nothing is left when there is no next step; null for <see cref="Untold"/>.</summary>
    /// <param name="today">A day before it has passed, and is told as one that was missed.</param>
    public static string? Say(NextStep? next, DateOnly today) => next switch
    {
        _ when next == Untold => null,
        null => L["Record.Next.None"],
        { By: { } by, Who: { } who } when by < today => L["Record.Next.LateWho", next.What, ValueText.Of(by), who],
        { By: { } by } when by < today => L["Record.Next.Late", next.What, ValueText.Of(by)],
        { By: { } by, Who: { } who } => L["Record.Next.ByWho", next.What, ValueText.Of(by), who],
        { By: { } by } => L["Record.Next.By", next.What, ValueText.Of(by)],
        { Who: { } who } => L["Record.Next.Who", next.What, who],
        _ => L["Record.Next.What", next.What],
    };
}
