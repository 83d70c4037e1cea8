using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Components.Records;

/// <summary>What is to be done next with a record.</summary>
/// <param name="What">In the words of the button that does it.</param>
/// <param name="By">Day by which it is due; null when nothing tells of it.</param>
/// <param name="Who">Who is to do it; null when nothing tells of it.</param>
public sealed record NextStep(string What, DateOnly? By = null, string? Who = null)
{
    /// <summary>Says it in a sentence; that nothing is left when there is no next step.</summary>
    public static string Say(NextStep? next) => next switch
    {
        null => L["Record.Next.None"],
        { By: { } by, Who: { } who } => L["Record.Next.ByWho", next.What, ValueText.Of(by), who],
        { By: { } by } => L["Record.Next.By", next.What, ValueText.Of(by)],
        { Who: { } who } => L["Record.Next.Who", next.What, who],
        _ => L["Record.Next.What", next.What],
    };
}
