using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class WiderIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_WorkingDaysToClose_IsJoint_Outcome_DueOn",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Contributions_GivenOn_CommunityId_AmountFen_Minutes",
                table: "Contributions");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction_ClosedOn_Outcome",
                table: "Petitions",
                columns: new[] { "CallBackOn", "CommunityId", "IsJoint", "CallBackValid", "CallBackResponded", "CallBackResolved", "Satisfaction", "ClosedOn", "Outcome" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_WorkingDaysToClose_IsJoint_Outcome_DueOn_CallBackOn_CallBackValid_CallBackResolved",
                table: "Petitions",
                columns: new[] { "ClosedOn", "CommunityId", "WorkingDaysToClose", "IsJoint", "Outcome", "DueOn", "CallBackOn", "CallBackValid", "CallBackResolved" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Contributions_GivenOn_CommunityId_AmountFen_Minutes_CoBuilderId",
                table: "Contributions",
                columns: new[] { "GivenOn", "CommunityId", "AmountFen", "Minutes", "CoBuilderId" },
                filter: "[ArchivedAt] IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction_ClosedOn_Outcome",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_WorkingDaysToClose_IsJoint_Outcome_DueOn_CallBackOn_CallBackValid_CallBackResolved",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Contributions_GivenOn_CommunityId_AmountFen_Minutes_CoBuilderId",
                table: "Contributions");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction",
                table: "Petitions",
                columns: new[] { "CallBackOn", "CommunityId", "IsJoint", "CallBackValid", "CallBackResponded", "CallBackResolved", "Satisfaction" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_WorkingDaysToClose_IsJoint_Outcome_DueOn",
                table: "Petitions",
                columns: new[] { "ClosedOn", "CommunityId", "WorkingDaysToClose", "IsJoint", "Outcome", "DueOn" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Contributions_GivenOn_CommunityId_AmountFen_Minutes",
                table: "Contributions",
                columns: new[] { "GivenOn", "CommunityId", "AmountFen", "Minutes" },
                filter: "[ArchivedAt] IS NULL");
        }
    }
}
