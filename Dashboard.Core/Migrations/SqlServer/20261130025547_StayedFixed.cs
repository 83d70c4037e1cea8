using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class StayedFixed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Place",
                table: "Petitions",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CameBackAsId",
                table: "PetitionRounds",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "CameBackOn",
                table: "PetitionRounds",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PlaceKey",
                table: "PetitionRounds",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ProofDueOn",
                table: "PetitionRounds",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CameBackAsId",
                table: "HazardRounds",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "CameBackOn",
                table: "HazardRounds",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PlaceKey",
                table: "HazardRounds",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ProofDueOn",
                table: "HazardRounds",
                type: "date",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_CameBackAsId",
                table: "PetitionRounds",
                column: "CameBackAsId",
                filter: "[CameBackAsId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_PlaceKey_CommunityId_Number",
                table: "PetitionRounds",
                columns: new[] { "PlaceKey", "CommunityId", "Number" },
                filter: "[ArchivedAt] IS NULL AND [PlaceKey] IS NOT NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_ProofDueOn_CommunityId_IsJoint_CameBackOn_PetitionId",
                table: "PetitionRounds",
                columns: new[] { "ProofDueOn", "CommunityId", "IsJoint", "CameBackOn", "PetitionId" },
                filter: "[ArchivedAt] IS NULL AND [ProofDueOn] IS NOT NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_CameBackAsId",
                table: "HazardRounds",
                column: "CameBackAsId",
                filter: "[CameBackAsId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_PlaceKey_CommunityId_Number",
                table: "HazardRounds",
                columns: new[] { "PlaceKey", "CommunityId", "Number" },
                filter: "[ArchivedAt] IS NULL AND [PlaceKey] IS NOT NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_ProofDueOn_CommunityId_CameBackOn",
                table: "HazardRounds",
                columns: new[] { "ProofDueOn", "CommunityId", "CameBackOn" },
                filter: "[ArchivedAt] IS NULL AND [ProofDueOn] IS NOT NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_CameBackAsId",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_PlaceKey_CommunityId_Number",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_ProofDueOn_CommunityId_IsJoint_CameBackOn_PetitionId",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_CameBackAsId",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_PlaceKey_CommunityId_Number",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_ProofDueOn_CommunityId_CameBackOn",
                table: "HazardRounds");

            migrationBuilder.DropColumn(
                name: "Place",
                table: "Petitions");

            migrationBuilder.DropColumn(
                name: "CameBackAsId",
                table: "PetitionRounds");

            migrationBuilder.DropColumn(
                name: "CameBackOn",
                table: "PetitionRounds");

            migrationBuilder.DropColumn(
                name: "PlaceKey",
                table: "PetitionRounds");

            migrationBuilder.DropColumn(
                name: "ProofDueOn",
                table: "PetitionRounds");

            migrationBuilder.DropColumn(
                name: "CameBackAsId",
                table: "HazardRounds");

            migrationBuilder.DropColumn(
                name: "CameBackOn",
                table: "HazardRounds");

            migrationBuilder.DropColumn(
                name: "PlaceKey",
                table: "HazardRounds");

            migrationBuilder.DropColumn(
                name: "ProofDueOn",
                table: "HazardRounds");
        }
    }
}
