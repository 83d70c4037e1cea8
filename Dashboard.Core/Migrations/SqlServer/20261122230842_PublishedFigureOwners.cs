using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PublishedFigureOwners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "OwnerId",
                table: "PublishedFigures",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RequestId",
                table: "PublishedFigures",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ClaimStandings",
                columns: table => new
                {
                    ClaimId = table.Column<long>(type: "bigint", nullable: false),
                    Verdict = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false),
                    Changes = table.Column<long>(type: "bigint", nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClaimStandings", x => x.ClaimId);
                    table.ForeignKey(
                        name: "FK_ClaimStandings_PublishedFigures_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "PublishedFigures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PublishedFigures_OwnerId",
                table: "PublishedFigures",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_PublishedFigures_RequestId",
                table: "PublishedFigures",
                column: "RequestId",
                unique: true,
                filter: "[RequestId] IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_PublishedFigures_AspNetUsers_OwnerId",
                table: "PublishedFigures",
                column: "OwnerId",
                principalTable: "AspNetUsers",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PublishedFigures_AspNetUsers_OwnerId",
                table: "PublishedFigures");

            migrationBuilder.DropTable(
                name: "ClaimStandings");

            migrationBuilder.DropIndex(
                name: "IX_PublishedFigures_OwnerId",
                table: "PublishedFigures");

            migrationBuilder.DropIndex(
                name: "IX_PublishedFigures_RequestId",
                table: "PublishedFigures");

            migrationBuilder.DropColumn(
                name: "OwnerId",
                table: "PublishedFigures");

            migrationBuilder.DropColumn(
                name: "RequestId",
                table: "PublishedFigures");
        }
    }
}
