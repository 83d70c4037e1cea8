using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Data;
using Concentric.Instructions;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Instructions;

/// <summary>People who can be asked, as choices: with what they are, for names alone may be two people's.</summary>
internal static class AssigneeWords
{
    public static IReadOnlyList<Choice<int?>> Of(IEnumerable<Assignee> assignees) =>
        [.. assignees.Select(one => new Choice<int?>(one.Id, L["Instruction.Assignee.Name", one.Name, RoleOf(one)]))];

    private static string RoleOf(Assignee one) =>
        one.IsSecretary ? L["Instruction.Assignee.Secretary"]
        : one is { Role: Role.Worker, IsOfCommunity: false } ? L["Instruction.Assignee.Elsewhere"]
        : L[$"Account.Role.{one.Role}"];
}
