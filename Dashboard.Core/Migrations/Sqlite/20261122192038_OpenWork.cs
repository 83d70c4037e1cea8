using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OpenWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Wishes_FulfilledOn_CommunityId_ClaimedOn_RaisedOn_ArchivedAt",
                table: "Wishes",
                columns: new[] { "FulfilledOn", "CommunityId", "ClaimedOn", "RaisedOn", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [FulfilledOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_ClosedOn_ArchivedAt",
                table: "Petitions",
                columns: new[] { "CallBackOn", "CommunityId", "ClosedOn", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [ClosedOn] IS NOT NULL AND [CallBackOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_DueOn_Stage_ArchivedAt",
                table: "Petitions",
                columns: new[] { "ClosedOn", "CommunityId", "DueOn", "Stage", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [ClosedOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId_DueOn_Severity_ArchivedAt",
                table: "Hazards",
                columns: new[] { "RectifiedOn", "CommunityId", "DueOn", "Severity", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [RectifiedOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_VerifiedOn_CommunityId_RectifiedOn_ArchivedAt",
                table: "Hazards",
                columns: new[] { "VerifiedOn", "CommunityId", "RectifiedOn", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [RectifiedOn] IS NOT NULL AND [VerifiedOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_DoneOn_CommunityId_DueOn_ArchivedAt",
                table: "Commitments",
                columns: new[] { "DoneOn", "CommunityId", "DueOn", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [DoneOn] IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Wishes_FulfilledOn_CommunityId_ClaimedOn_RaisedOn_ArchivedAt",
                table: "Wishes");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_ClosedOn_ArchivedAt",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_DueOn_Stage_ArchivedAt",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId_DueOn_Severity_ArchivedAt",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_VerifiedOn_CommunityId_RectifiedOn_ArchivedAt",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Commitments_DoneOn_CommunityId_DueOn_ArchivedAt",
                table: "Commitments");
        }
    }
}
