using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Instructions;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Instructions;

/// <summary>The instructions that the page shows.</summary>
internal sealed class InstructionsPageExport(InstructionQueries queries, OfficeClock clock) : PageExport
{
    public override string Key => "instructions";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var (side, filter) = await InstructionsPage.ReadAsync(queries, request.Caller, request["side"], request["state"],
            cancellationToken);
        var rows = await queries.ListAsync(request.Caller, side, filter, cancellationToken);
        var counts = await queries.CountAsync(request.Caller, side, cancellationToken);
        List<(string, string)> facts =
            [(L["Instruction.Side"], L[$"Instruction.Side.{side}"]), (L["Instruction.Filter"], L[$"Instruction.Filter.{filter}"])];
        if (counts[filter] > InstructionQueries.MostRows)
            facts.Add((L["Instruction.Cut"], L["Instruction.MoreThan", InstructionQueries.MostRows]));
        return new(L["Instruction.Title"], facts,
            [InstructionsPage.Table(request.Names, clock).ToFile(rows)]);
    }
}
